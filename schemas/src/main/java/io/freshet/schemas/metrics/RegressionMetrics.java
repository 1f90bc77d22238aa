package io.freshet.schemas.metrics;

import java.util.Optional;

/**
 * Errors e = predicted − actual: MAE = Σ|e| / n, RMSE = √(Σe² / n), in the unit of the target.
 *
 * <p>Mutable; not thread-safe.
 */
public final class RegressionMetrics implements Mergeable<RegressionMetrics> {
  private long count;
  private double absolute;
  private double squared;
  private double fourth;

  /** The accumulator that {@link #snapshot()} was taken of. */
  public static RegressionMetrics restore(double[] snapshot) {
    RegressionMetrics metrics = new RegressionMetrics();
    metrics.count = (long) snapshot[0];
    metrics.absolute = snapshot[1];
    metrics.squared = snapshot[2];
    metrics.fourth = snapshot[3];
    return metrics;
  }

  public void add(double predicted, double actual) {
    double error = predicted - actual;
    count++;
    absolute += Math.abs(error);
    squared += error * error;
    fourth += error * error * error * error;
  }

  @Override
  public void merge(RegressionMetrics other) {
    count += other.count;
    absolute += other.absolute;
    squared += other.squared;
    fourth += other.fourth;
  }

  @Override
  public RegressionMetrics fresh() {
    return new RegressionMetrics();
  }

  @Override
  public long count() {
    return count;
  }

  /** Mean absolute error; 0 before the first prediction. */
  public double mae() {
    return count == 0 ? 0 : absolute / count;
  }

  /** Of {@link #mae()}; empty before the second prediction. */
  public Optional<Interval> maeInterval() {
    return Interval.ofMean(count, absolute, squared);
  }

  /** Root of the mean squared error; 0 before the first prediction. */
  public double rmse() {
    return count == 0 ? 0 : Math.sqrt(squared / count);
  }

  /**
   * Of {@link #rmse()}, by the delta method: the standard error of √m is that of the mean squared
   * error m divided by 2√m. Empty before the second prediction and where there is no error.
   */
  public Optional<Interval> rmseInterval() {
    if (count < 2 || squared == 0) {
      return Optional.empty();
    }
    double error = Interval.standardError(count, squared, fourth) / (2 * rmse());
    return Optional.of(Interval.around(rmse(), error));
  }

  /** {@code [count, Σ|e|, Σe², Σe⁴]}. */
  public double[] snapshot() {
    return new double[] {count, absolute, squared, fourth};
  }
}
