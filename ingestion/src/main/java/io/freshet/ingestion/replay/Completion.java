package io.freshet.ingestion.replay;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * How far a replay has come: everything below {@link #low()} is complete, that is acknowledged by
 * the broker and, in a closed loop, answered or given up.
 */
public final class Completion {
  private final Map<Long, Integer> open = new HashMap<>();
  private final Queue<Long> times = new ArrayDeque<>();
  private long low;
  private long high;

  /**
   * @param first index that the replay starts at
   */
  public Completion(long first) {
    this.low = first;
    this.high = first;
  }

  /** The next index is under way; it is complete after this many steps. */
  public void begin(long time, int steps) {
    open.put(high++, steps);
    times.add(time);
  }

  /** One step of this index is done. */
  public void step(long index) {
    open.merge(index, -1, Integer::sum);
    while (low < high && open.get(low) == 0) {
      open.remove(low++);
      times.remove();
    }
  }

  public long low() {
    return low;
  }

  /** The next index that will be under way. */
  public long high() {
    return high;
  }

  /** Event time of the oldest thing that is not complete, epoch milliseconds. */
  public OptionalLong oldestTime() {
    return times.isEmpty() ? OptionalLong.empty() : OptionalLong.of(times.element());
  }
}
