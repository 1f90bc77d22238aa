package io.freshet.deploy.demo;

import java.util.Arrays;

/**
 * Sum, count and mean of values, of all time and of the last {@link #WINDOW} seconds (the running
 * one included). Not thread-safe.
 */
final class RunningMean {
  /** Seconds. */
  static final int WINDOW = 15;

  private static final long SECOND = 1000;

  private final double[] sums = new double[WINDOW];
  private final long[] counts = new long[WINDOW];
  private double sum;
  private long count;
  private long second = Long.MIN_VALUE;

  /**
   * @param time epoch milliseconds, never far before an earlier one: a value of an older second
   *     counts in the running one
   */
  void add(long time, double value) {
    roll(time);
    sums[slot(second)] += value;
    counts[slot(second)]++;
    sum += value;
    count++;
  }

  long count() {
    return count;
  }

  /** Mean of all values; 0 while there is none. */
  double mean() {
    return ratio(sum, count);
  }

  /** Mean of the window that ends at {@code now}; 0 when nothing is in it. */
  double recentMean(long now) {
    roll(now);
    return ratio(Arrays.stream(sums).sum(), recentCount(now));
  }

  long recentCount(long now) {
    roll(now);
    return Arrays.stream(counts).sum();
  }

  private void roll(long time) {
    long now = Math.floorDiv(time, SECOND);
    for (long s = Math.max(second + 1, now - WINDOW + 1); s <= now; s++) {
      sums[slot(s)] = 0;
      counts[slot(s)] = 0;
    }
    second = Math.max(second, now);
  }

  private static int slot(long second) {
    return Math.floorMod(second, WINDOW);
  }

  private static double ratio(double sum, long count) {
    return count == 0 ? 0 : sum / count;
  }
}
