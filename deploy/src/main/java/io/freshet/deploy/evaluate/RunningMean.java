package io.freshet.deploy.evaluate;

/**
 * Mean of the values so far, m ← m + (x − m) / n. Mutable; not thread-safe.
 *
 * <p>Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products",
 * Technometrics 4 (1962).
 */
final class RunningMean {
  private long count;
  private double mean;

  void add(double value) {
    count++;
    mean += (value - mean) / count;
  }

  /** The mean, or another value before the first one. */
  double orElse(double other) {
    return count == 0 ? other : mean;
  }
}
