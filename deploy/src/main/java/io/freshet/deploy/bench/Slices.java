package io.freshet.deploy.bench;

import java.util.function.LongSupplier;

/**
 * What equal parts of a number of events cost. The first part warms up; written by one thread, read
 * by others after the last event.
 */
public final class Slices {
  /** Parts that the events are divided into. */
  public static final int COUNT = 10;

  private static final double MICRO = 1e3;

  private final long total;
  private final LongSupplier nanos;
  private final long[] bounds = new long[COUNT + 1];
  private volatile long done;

  /**
   * @param total number of events, at least {@link #COUNT}
   * @param nanos clock that costs are told by
   */
  public Slices(long total, LongSupplier nanos) {
    this.total = total;
    this.nanos = nanos;
  }

  /** To be called before the first event and after each. */
  public void begin() {
    bounds[0] = nanos.getAsLong();
  }

  /** An event is done. */
  public void next() {
    long number = done + 1;
    int slice = (int) (number * COUNT / total);
    if (slice > (number - 1) * COUNT / total) {
      bounds[slice] = nanos.getAsLong();
    }
    done = number;
  }

  public long done() {
    return done;
  }

  public boolean isComplete() {
    return done == total;
  }

  /** Cost of an event of a slice, µs. */
  public double micros(int slice) {
    return (bounds[slice + 1] - bounds[slice]) / MICRO * COUNT / total;
  }

  /** Cost of an event in the slice after the one that warms up, µs. */
  public double first() {
    return micros(1);
  }

  /** Cost of an event in the last slice, µs. */
  public double last() {
    return micros(COUNT - 1);
  }
}
