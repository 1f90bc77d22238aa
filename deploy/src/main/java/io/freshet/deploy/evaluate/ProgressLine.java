package io.freshet.deploy.evaluate;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells every two seconds how far something has come. */
public final class ProgressLine {
  private static final long INTERVAL_NANOS = 2_000_000_000L;

  private final PrintWriter out;
  private final String what;
  private final long total;
  private final LongSupplier nanos;
  private final long start;
  private long next;

  /**
   * @param what is counted
   * @param total what {@link #at} comes to in the end
   * @param nanos a clock, nanoseconds
   */
  public ProgressLine(PrintWriter out, String what, long total, LongSupplier nanos) {
    this.out = out;
    this.what = what;
    this.total = total;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.next = start + INTERVAL_NANOS;
  }

  /** So many are done. */
  public void at(long done) {
    long now = nanos.getAsLong();
    if (now >= next) {
      next = now + INTERVAL_NANOS;
      double rate = done / ((now - start) / 1e9);
      out.println(String.format(Locale.ROOT, "%,d of %,d %s, %,.0f/s", done, total, what, rate));
      out.flush();
    }
  }
}
