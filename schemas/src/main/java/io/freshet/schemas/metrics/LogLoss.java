package io.freshet.schemas.metrics;

import java.util.Optional;

/**
 * Mean logarithmic loss −ln p, in nats, of the probability p that was given to what came true.
 * Probabilities are clipped to at least {@value #SMALLEST}, so one certain error costs at most
 * 34.5.
 *
 * <p>Mutable; not thread-safe.
 */
public final class LogLoss implements Mergeable<LogLoss> {
  /** What smaller probabilities count as. */
  public static final double SMALLEST = 1e-15;

  private long count;
  private double sum;
  private double squares;

  /**
   * The accumulator that {@link #snapshot()} was taken of. Cut to its first 2 numbers, a snapshot
   * restores the loss, but no interval.
   */
  public static LogLoss restore(double[] snapshot) {
    LogLoss loss = new LogLoss();
    loss.count = (long) snapshot[0];
    loss.sum = snapshot[1];
    loss.squares = snapshot.length == 2 ? Double.NaN : snapshot[2];
    return loss;
  }

  /**
   * @param probability that was given to what came true, 0 to 1
   */
  public void add(double probability) {
    double loss = -Math.log(Math.min(1, Math.max(SMALLEST, probability)));
    count++;
    sum += loss;
    squares += loss * loss;
  }

  /** Counts a binary prediction: {@code probability} of the positive class. */
  public void add(double probability, boolean positive) {
    add(positive ? probability : 1 - probability);
  }

  @Override
  public void merge(LogLoss other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
  }

  @Override
  public LogLoss fresh() {
    return new LogLoss();
  }

  @Override
  public long count() {
    return count;
  }

  /** Mean loss, nats; 0 before the first prediction. */
  public double value() {
    return count == 0 ? 0 : sum / count;
  }

  /** Of {@link #value()}, nats; empty before the second prediction. */
  public Optional<Interval> interval() {
    return Interval.ofMean(count, sum, squares);
  }

  /** {@code [count, Σ loss, Σ loss²]}. */
  public double[] snapshot() {
    return new double[] {count, sum, squares};
  }
}
