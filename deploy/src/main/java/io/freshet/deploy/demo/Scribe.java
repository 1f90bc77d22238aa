package io.freshet.deploy.demo;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.util.List;
import java.util.Map;

/** Writes what happens in the world as records, with event ids that are unique to the run. */
final class Scribe {
  /** Where on a list an interaction took place. */
  record Place(String list, int position) {}

  private final String run;
  private long written;
  private long ingestTime;

  /**
   * @param start of the world, epoch milliseconds: worlds with another start have other event ids
   */
  Scribe(long start) {
    this.run = Long.toString(start, Character.MAX_RADIX);
    this.ingestTime = start;
  }

  /** Everything from now on is ingested at this time. */
  void ingestAt(long now) {
    ingestTime = now;
  }

  Item item(CatalogueItem item, long created, long time) {
    return described(item, time).setCreated(created).build();
  }

  Item deleted(CatalogueItem item, long time) {
    return described(item, time).setDeleted(true).build();
  }

  Interaction organic(Person person, CatalogueItem item, InteractionType type, long time) {
    return interaction(person, item.id(), type, time).build();
  }

  Interaction onList(Person person, String item, InteractionType type, Place place, long time) {
    return interaction(person, item, type, time)
        .setRequestId(place.list())
        .setPosition(place.position())
        .build();
  }

  Text text(String text, long time) {
    String id = nextId();
    return Text.newBuilder()
        .setEventId(id)
        .setTextId("t" + id)
        .setText(text)
        .setLanguage("en")
        .setEventTime(time)
        .setIngestTime(ingestTime)
        .build();
  }

  Label label(String textId, Map.Entry<String, String> taskAndClass, long time) {
    return Label.newBuilder()
        .setEventId(nextId())
        .setTextId(textId)
        .setTask(taskAndClass.getKey())
        .setLabel(taskAndClass.getValue())
        .setEventTime(time)
        .setIngestTime(ingestTime)
        .build();
  }

  private Item.Builder described(CatalogueItem item, long time) {
    return Item.newBuilder()
        .setEventId(nextId())
        .setItem(item.id())
        .setTitle(item.title())
        .setText("A " + item.genre() + " piece: " + String.join(", ", item.words()))
        .setCategories(List.of(item.genre()))
        .setTags(item.words())
        .setPrice(item.price())
        .setEventTime(time)
        .setIngestTime(ingestTime);
  }

  private Interaction.Builder interaction(
      Person person, String item, InteractionType type, long time) {
    return Interaction.newBuilder()
        .setEventId(nextId())
        .setUser(person.id())
        .setItem(item)
        .setType(type)
        .setSession(person.session())
        .setEventTime(time)
        .setIngestTime(ingestTime);
  }

  private String nextId() {
    return run + '-' + written++;
  }
}
