package io.freshet.deploy.container;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Items and what users did with them, from one seed: one event in five is an impression. */
final class GeneratedShop {
  private static final int ITEMS = 150;
  private static final int USERS = 120;
  private static final long MILLIS_BETWEEN_EVENTS = 500;
  private static final List<InteractionType> ORGANIC =
      List.of(InteractionType.VIEW, InteractionType.CLICK, InteractionType.PURCHASE);

  private final Random random;
  private final long start;

  /**
   * @param start time of the first event, epoch milliseconds
   */
  GeneratedShop(long seed, long start) {
    this.random = new Random(seed);
    this.start = start;
  }

  List<Item> items() {
    return IntStream.range(0, ITEMS).mapToObj(this::item).toList();
  }

  List<Interaction> interactions(int count) {
    return IntStream.range(0, count).mapToObj(this::interaction).toList();
  }

  private Item item(int number) {
    return new Item(
        "item-event-" + number,
        "item-" + number,
        "Item " + number,
        null,
        List.of("category-" + number % 7),
        List.of(),
        1.0 + number,
        start,
        Map.of(),
        false,
        start,
        start);
  }

  private Interaction interaction(int number) {
    long time = start + number * MILLIS_BETWEEN_EVENTS;
    InteractionType type =
        random.nextInt(5) == 0 ? InteractionType.IMPRESSION : ORGANIC.get(random.nextInt(3));
    return new Interaction(
        "event-" + number,
        "user-" + random.nextInt(USERS),
        "item-" + random.nextInt(ITEMS),
        type,
        null,
        time,
        time,
        null,
        null,
        null,
        Map.of());
  }
}
