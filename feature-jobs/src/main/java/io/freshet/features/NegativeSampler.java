package io.freshet.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Draws negatives from a ring of the items of the last interactions of all users, so an item is
 * drawn in proportion to its recent popularity. The draw is seeded by the event: same ring and same
 * event, same negatives.
 *
 * <p>Mutable; owned by one subtask.
 */
public final class NegativeSampler {
  private static final int TRIES_PER_NEGATIVE = 4;

  private final int capacity;
  private final List<String> ring;
  private int oldest;

  /**
   * @param capacity items to draw from
   * @param items to begin with, oldest first
   */
  public NegativeSampler(int capacity, List<String> items) {
    this.capacity = capacity;
    this.ring = new ArrayList<>(items.subList(Math.max(0, items.size() - capacity), items.size()));
  }

  public void add(String item) {
    if (ring.size() < capacity) {
      ring.add(item);
    } else if (capacity > 0) {
      ring.set(oldest, item);
      oldest = (oldest + 1) % capacity;
    }
  }

  /**
   * @param eventId seed of the draw
   * @param count how many to draw
   * @param excluded items that are no negatives
   * @return up to {@code count} different items; fewer when four tries for each did not find them
   */
  public List<String> sample(String eventId, int count, Predicate<String> excluded) {
    Set<String> drawn = new LinkedHashSet<>();
    SplittableRandom random = new SplittableRandom(StableHash.of(eventId));
    int tries = ring.isEmpty() ? 0 : count * TRIES_PER_NEGATIVE;
    while (drawn.size() < count && tries-- > 0) {
      String item = ring.get(random.nextInt(ring.size()));
      if (!drawn.contains(item) && !excluded.test(item)) {
        drawn.add(item);
      }
    }
    return new ArrayList<>(drawn);
  }

  /** All items to draw from, oldest first. */
  public List<String> items() {
    List<String> items = new ArrayList<>(ring.subList(oldest, ring.size()));
    items.addAll(ring.subList(0, oldest));
    return items;
  }
}
