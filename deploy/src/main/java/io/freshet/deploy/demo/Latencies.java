package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Latency;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** A distribution of latencies, to two significant digits. Thread-safe. */
public final class Latencies {
  private static final int DIGITS = 2;

  private final Histogram histogram = new SynchronizedHistogram(DIGITS);

  /**
   * @param millis below 0, where two clocks differ, counts as 0
   */
  public void record(long millis) {
    histogram.recordValue(Math.max(0, millis));
  }

  public Latency figures() {
    return new Latency(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue());
  }
}
