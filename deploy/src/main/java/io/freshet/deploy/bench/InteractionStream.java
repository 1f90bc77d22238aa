package io.freshet.deploy.bench;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Endless interactions of a seed: users drawn uniformly, items by Zipf's law; half of the time a
 * user takes an item that stands near the last one, so that there is something to learn. Not
 * thread-safe.
 */
public final class InteractionStream {
  private static final double EXPONENT = 1;
  private static final int NEAR = 20;

  private final SplittableRandom random;
  private final ZipfSampler items;
  private final int itemCount;
  private final int[] last;

  public InteractionStream(long seed, int users, int itemCount) {
    this.random = new SplittableRandom(seed);
    this.items = new ZipfSampler(itemCount, EXPONENT);
    this.itemCount = itemCount;
    this.last = new int[users];
    Arrays.fill(last, -1);
  }

  /**
   * The next interaction.
   *
   * @param time when it happens, epoch milliseconds
   */
  public Interaction next(String eventId, long time) {
    int user = random.nextInt(last.length);
    int item = item(last[user]);
    last[user] = item;
    Interaction interaction = new Interaction();
    interaction.setEventId(eventId);
    interaction.setUser("user-" + user);
    interaction.setItem("item-" + item);
    interaction.setType(InteractionType.VIEW);
    interaction.setEventTime(time);
    interaction.setIngestTime(time);
    interaction.setContext(Map.of());
    return interaction;
  }

  private int item(int before) {
    return before >= 0 && random.nextBoolean()
        ? (before + 1 + random.nextInt(NEAR)) % itemCount
        : items.sample(random);
  }
}
