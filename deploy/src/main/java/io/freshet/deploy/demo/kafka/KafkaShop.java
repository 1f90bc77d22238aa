package io.freshet.deploy.demo.kafka;

import io.freshet.deploy.demo.Measurements;
import io.freshet.deploy.demo.Reaction;
import io.freshet.deploy.demo.Shop;
import io.freshet.deploy.demo.ShownList;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends what happens in the world to the topics, and shows people the newest list that Freshet
 * served them. Used by one thread.
 */
final class KafkaShop implements Shop {
  private final EventProducer producer;
  private final Measurements measurements;
  private final long backlog;
  private final Map<String, Recommendation> newest = new HashMap<>();
  private long unanswered;

  /**
   * @param backlog interactions that may wait for their list before people hold back
   */
  KafkaShop(EventProducer producer, Measurements measurements, long backlog) {
    this.producer = producer;
    this.measurements = measurements;
    this.backlog = backlog;
  }

  void served(Recommendation list) {
    newest.put(list.getUser(), list);
    unanswered = Math.max(0, unanswered - 1);
  }

  @Override
  public void item(Item item) {
    producer.send(item);
    measurements.sent(item.getIngestTime());
  }

  @Override
  public void interaction(Interaction interaction) {
    producer.send(interaction);
    measurements.sent(interaction.getIngestTime());
    if (interaction.getType() != InteractionType.IMPRESSION) {
      unanswered++;
    }
  }

  @Override
  public void text(Text text, Map<String, String> labels) {
    producer.send(text);
    measurements.sent(text.getIngestTime());
    measurements.written(text.getTextId(), labels);
  }

  @Override
  public void label(Label label) {
    producer.send(label);
    measurements.sent(label.getIngestTime());
    measurements.labelled(label);
  }

  @Override
  public Optional<ShownList> listFor(String user, String eventId) {
    return Optional.ofNullable(newest.get(user))
        .filter(list -> list.getTrigger().filter(eventId::equals).isPresent())
        .map(
            list ->
                new ShownList(
                    list.getId(),
                    list.getVariant(),
                    list.getItems().stream().map(RankedItem::getItem).toList()));
  }

  @Override
  public boolean keepsUp() {
    return unanswered <= backlog;
  }

  @Override
  public void reacted(Reaction reaction) {
    measurements.reacted(reaction);
  }

  @Override
  public void foundNoList(String user, long time) {
    measurements.foundNoList();
  }
}
