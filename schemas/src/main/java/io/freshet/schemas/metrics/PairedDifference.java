package io.freshet.schemas.metrics;

import java.util.Optional;

/**
 * By how much one model is better than another on the same tests: the mean of d = a − b over the
 * figures a and b that both got for each test, with the interval of a mean of differences (paired
 * t-interval for many tests). It is much narrower than the intervals of the two models: what was
 * easy or hard for both cancels out. For hits (1 or 0) this is McNemar's comparison.
 *
 * <p>Mutable; not thread-safe.
 */
public final class PairedDifference implements Mergeable<PairedDifference> {
  private long count;
  private double sum;
  private double squares;

  /**
   * Counts one test.
   *
   * @param first figure of the model that is looked at
   * @param second figure of the model that it is compared with
   */
  public void add(double first, double second) {
    double difference = first - second;
    count++;
    sum += difference;
    squares += difference * difference;
  }

  @Override
  public void merge(PairedDifference other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
  }

  @Override
  public PairedDifference fresh() {
    return new PairedDifference();
  }

  @Override
  public long count() {
    return count;
  }

  /** Mean difference, above 0 where the first model is better; 0 before the first test. */
  public double value() {
    return count == 0 ? 0 : sum / count;
  }

  /** Of {@link #value()}; where it does not hold 0, the models differ. Empty before two tests. */
  public Optional<Interval> interval() {
    return Interval.ofMean(count, sum, squares);
  }
}
