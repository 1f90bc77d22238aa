package io.freshet.scoring.inference;

/**
 * Time that a model takes for a batch of n, estimated as a + b·n by least squares over
 * exponentially forgotten batches. While batches are all of one size the estimate is their mean.
 * Both a and b are kept at 0 or more.
 */
final class ServiceTime {
  /** Half of the weight lies on the last 34 batches. */
  private static final double KEEP = 0.98;

  private double weight;
  private double meanSize;
  private double meanNanos;
  private double sizeVariance;
  private double covariance;

  void observe(int size, long nanos) {
    weight = KEEP * weight + 1;
    double share = 1 / weight;
    double fromSize = size - meanSize;
    double fromNanos = nanos - meanNanos;
    meanSize += share * fromSize;
    meanNanos += share * fromNanos;
    sizeVariance = (1 - share) * (sizeVariance + share * fromSize * fromSize);
    covariance = (1 - share) * (covariance + share * fromSize * fromNanos);
  }

  boolean isKnown() {
    return weight > 0;
  }

  /** Nanoseconds that a batch is expected to take. */
  double of(double size) {
    return Math.max(0, meanNanos + perRecord() * (size - meanSize));
  }

  private double perRecord() {
    if (sizeVariance < 1e-9) {
      return 0;
    }
    return Math.min(Math.max(0, covariance / sizeVariance), meanNanos / meanSize);
  }
}
