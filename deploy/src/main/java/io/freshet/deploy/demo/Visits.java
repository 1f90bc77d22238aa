package io.freshet.deploy.demo;

import io.freshet.deploy.demo.ClickModel.Reading;
import io.freshet.deploy.demo.Scribe.Place;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The sessions: a person acts (an organic interaction), looks at the list that was served for the
 * last interaction or not, clicks or not, and at some step leaves.
 */
final class Visits {
  /** How often sessions may begin, milliseconds. */
  private static final int ARRIVALS = 10;

  /** How often a person who waits for the shop looks again, milliseconds. */
  private static final int GLANCE = 50;

  /** What a session is made of. */
  record Cast(
      Population population,
      OrganicChoice choice,
      Reader reader,
      Pace pace,
      Shop shop,
      Scribe scribe) {}

  private final BehaviourConfig config;
  private final Cast cast;
  private final Agenda agenda;
  private final RandomGenerator random;

  Visits(BehaviourConfig config, Cast cast, Agenda agenda, RandomGenerator random) {
    this.config = config;
    this.cast = cast;
    this.agenda = agenda;
    this.random = random;
  }

  /** Lets people in, again and again. */
  void admit(long now) {
    boolean more = cast.shop().keepsUp();
    if (!more) {
      cast.pace().holdBack(ARRIVALS);
    }
    while (more && cast.pace().admits(cast.population().present(), now)) {
      Optional<Person> arrived = cast.population().arrive(now);
      arrived.ifPresent(person -> agenda.at(now + random.nextLong(pause()), t -> act(person, t)));
      more = arrived.isPresent();
    }
    agenda.at(now + ARRIVALS, this::admit);
  }

  private void act(Person person, long now) {
    if (!cast.shop().keepsUp()) {
      agenda.at(now + GLANCE, t -> act(person, t));
      return;
    }
    Optional<CatalogueItem> picked = cast.choice().pick(person);
    picked.ifPresent(item -> interact(person, item, now));
    cast.pace().stepped(picked.isPresent() ? 1 : 0);
    goOn(person, random.nextDouble() < config.look(), now);
  }

  private void interact(Person person, CatalogueItem item, long now) {
    InteractionType type = person.remembers(item.id()) ? InteractionType.PURCHASE : browsing();
    tell(person, cast.scribe().organic(person, item, type, now));
  }

  /**
   * @param until how long the person waits for a list
   */
  private void look(Person person, long until, long now) {
    Optional<ShownList> shown = cast.shop().listFor(person.id(), person.lastEvent());
    if (shown.isEmpty() && now < until) {
      agenda.at(now + GLANCE, t -> look(person, until, t));
      return;
    }
    if (shown.isEmpty()) {
      cast.shop().foundNoList(person.id(), now);
    }
    boolean clicked = shown.map(list -> react(person, list, now)).orElse(false);
    goOn(person, clicked && random.nextDouble() < config.look(), now);
  }

  private boolean react(Person person, ShownList list, long now) {
    Reading reading = cast.reader().read(person, list, cast.shop(), now);
    for (int k = 0; k < reading.viewed(); k++) {
      cast.shop().interaction(onList(person, list, InteractionType.IMPRESSION, k, now));
    }
    reading
        .clicked()
        .ifPresent(k -> tell(person, onList(person, list, InteractionType.CLICK, k, now)));
    boolean clicked = reading.clicked().isPresent();
    cast.pace().stepped(reading.viewed() + (clicked ? 1 : 0));
    return clicked;
  }

  private Interaction onList(
      Person person, ShownList list, InteractionType type, int position, long now) {
    Place place = new Place(list.id(), position);
    return cast.scribe().onList(person, list.items().get(position), type, place, now);
  }

  /** An interaction that counts: the next list answers it. */
  private void tell(Person person, Interaction interaction) {
    person.interacted(interaction.getItem(), interaction.getEventId());
    cast.shop().interaction(interaction);
  }

  private void goOn(Person person, boolean look, long now) {
    if (random.nextDouble() < config.leave()) {
      cast.population().leave(person);
      return;
    }
    long next = now + pause() / 2 + random.nextLong(pause());
    long until = next + config.patience().toMillis();
    agenda.at(next, look ? t -> look(person, until, t) : t -> act(person, t));
  }

  private InteractionType browsing() {
    double drawn = random.nextDouble();
    if (drawn < 0.8) {
      return InteractionType.VIEW;
    }
    return drawn < 0.9 ? InteractionType.LIKE : InteractionType.CART;
  }

  private long pause() {
    return config.pause().toMillis();
  }
}
