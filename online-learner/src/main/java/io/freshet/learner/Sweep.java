package io.freshet.learner;

import java.util.List;

/**
 * Walks over all keys once per interval, a few at every tick. A new walk begins when the last one
 * is done and its interval over.
 */
public final class Sweep {
  private final long interval;
  private final long tick;
  private List<String> keys = List.of();
  private int next;
  private int perTick;
  private long begun;

  /**
   * @param interval of a whole walk, milliseconds
   * @param tick between two calls of {@link #next}, milliseconds
   */
  public Sweep(long interval, long tick) {
    this.interval = interval;
    this.tick = tick;
  }

  /** Whether it is time for a new walk. */
  public boolean isDone(long now) {
    return next >= keys.size() && now - begun >= interval;
  }

  public void begin(List<String> allKeys, long now) {
    keys = allKeys;
    next = 0;
    begun = now;
    perTick = (int) Math.max(1, (keys.size() * tick + interval - 1) / interval);
  }

  /** When the current walk began, epoch milliseconds. */
  public long begun() {
    return begun;
  }

  /** The keys of this tick. */
  public List<String> next() {
    List<String> some = keys.subList(next, Math.min(keys.size(), next + perTick));
    next += some.size();
    return some;
  }
}
