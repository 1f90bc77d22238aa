package io.freshet.schemas.metrics;

import java.util.Optional;

/**
 * A two-sided confidence interval of 95 %. The figures of a stream are treated as independent;
 * where neighbouring ones resemble each other, the true interval is wider.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
  /** z: the 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * Of a proportion p̂ = successes / n, by Wilson's score:
   *
   * <pre>(p̂ + z²/2n ± z √(p̂ (1 − p̂) / n + z²/4n²)) / (1 + z²/n)</pre>
   *
   * It lies within [0, 1] and keeps its coverage for small n and for p̂ near 0 or 1 (Wilson 1927;
   * Newcombe 1998, method 3).
   *
   * @param trials n; with none the interval is [0, 1]
   */
  public static Interval wilson(long successes, long trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double n = trials;
    double p = successes / n;
    double middle = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return new Interval(Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale));
  }

  /**
   * Of a mean x̄ by the central limit theorem: x̄ ± z s / √n with s² = (Σx² − n x̄²) / (n − 1).
   *
   * @param sum Σx
   * @param squares Σx², NaN when it is not known
   * @return empty for fewer than two values, or when the squares are not known
   */
  public static Optional<Interval> ofMean(long count, double sum, double squares) {
    return count < 2 || Double.isNaN(squares)
        ? Optional.empty()
        : Optional.of(around(sum / count, standardError(count, sum, squares)));
  }

  /** value ± z · standard error. */
  static Interval around(double value, double standardError) {
    return new Interval(value - Z * standardError, value + Z * standardError);
  }

  /** s / √n of a mean. */
  static double standardError(long count, double sum, double squares) {
    double variance = Math.max(0, squares - sum * sum / count) / (count - 1);
    return Math.sqrt(variance / count);
  }

  /** Half of its width, what is shown behind ±. */
  public double margin() {
    return (high - low) / 2;
  }

  /** The part of it that lies within bounds which the figure cannot leave. */
  Interval within(double least, double most) {
    return new Interval(Math.max(least, low), Math.min(most, high));
  }
}
