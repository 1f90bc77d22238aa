package io.freshet.schemas.metrics;

/**
 * Errors e = predicted − actual: MAE = Σ|e| / n, RMSE = √(Σe² / n), in the unit of the target.
 *
 * <p>Mutable; not thread-safe.
 */
public final class RegressionMetrics implements Mergeable<RegressionMetrics> {
  private long count;
  private double absolute;
  private double squared;

  /** The accumulator that {@link #snapshot()} was taken of. */
  public static RegressionMetrics restore(double[] snapshot) {
    RegressionMetrics metrics = new RegressionMetrics();
    metrics.count = (long) snapshot[0];
    metrics.absolute = snapshot[1];
    metrics.squared = snapshot[2];
    return metrics;
  }

  public void add(double predicted, double actual) {
    double error = predicted - actual;
    count++;
    absolute += Math.abs(error);
    squared += error * error;
  }

  @Override
  public void merge(RegressionMetrics other) {
    count += other.count;
    absolute += other.absolute;
    squared += other.squared;
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

  /** Root of the mean squared error; 0 before the first prediction. */
  public double rmse() {
    return count == 0 ? 0 : Math.sqrt(squared / count);
  }

  /** {@code [count, Σ|e|, Σe²]}. */
  public double[] snapshot() {
    return new double[] {count, absolute, squared};
  }
}
