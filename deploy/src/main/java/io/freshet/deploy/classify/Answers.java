package io.freshet.deploy.classify;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Writes answers, says which lines are bad and how far it is, and sums up at the end. */
final class Answers implements FileClassifier.Listener {
  private static final long INTERVAL_NANOS = 2_000_000_000L;
  private static final int BAD_LINES_TOLD = 20;

  private final PrintWriter out;
  private final PrintWriter err;
  private final AnswerFormat format;
  private final boolean explained;
  private final LongSupplier nanos;
  private final long start;
  private final Distribution distribution = new Distribution();
  private long next;
  private long bad;
  private long answered;

  /**
   * @param out takes the answers
   * @param err takes all else
   * @param nanos a clock, nanoseconds
   */
  Answers(
      PrintWriter out,
      PrintWriter err,
      AnswerFormat format,
      boolean explained,
      LongSupplier nanos) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.explained = explained;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.next = start + INTERVAL_NANOS;
    format.header(explained).forEach(out::println);
  }

  @Override
  public void classified(ClassifiedText answer) {
    answered++;
    distribution.add(answer);
    out.println(format.line(answer, explained));
  }

  @Override
  public void failed(String file, long line, String why) {
    bad++;
    if (bad <= BAD_LINES_TOLD) {
      err.println(file + ":" + line + ": " + why);
    } else if (bad == BAD_LINES_TOLD + 1) {
      err.println("… and more; the last line counts them");
    }
  }

  /** So many rows are read. */
  void progress(long rows) {
    long now = nanos.getAsLong();
    if (now >= next) {
      next = now + INTERVAL_NANOS;
      err.println(String.format(Locale.ROOT, "%,d rows, %,.0f/s", rows, rows / seconds(now)));
      err.flush();
    }
  }

  /**
   * Sums up.
   *
   * @param rows that were read
   */
  void finish(long rows) {
    out.flush();
    double seconds = seconds(nanos.getAsLong());
    err.print(distribution.table());
    err.println(
        String.format(
            Locale.ROOT,
            "%,d rows, %,d bad; %.1f s, %,.0f rows/s",
            rows,
            bad,
            seconds,
            rows / seconds));
    err.flush();
  }

  /** Whether nothing was answered. */
  boolean isEmpty() {
    return answered == 0;
  }

  private double seconds(long now) {
    return Math.max(1e-9, (now - start) / 1e9);
  }
}
