package io.freshet.deploy.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A distribution of latencies, milliseconds. */
public record Latency(long count, double p50, double p90, double p99, double max) {
  private static final double MICROS = 1000;

  /**
   * @param micros latencies in microseconds
   */
  static Latency of(Histogram micros) {
    return new Latency(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS,
        micros.getValueAtPercentile(90) / MICROS,
        micros.getValueAtPercentile(99) / MICROS,
        micros.getMaxValue() / MICROS);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms", p50, p90, p99, max);
  }
}
