package io.freshet.ingestion.replay;

import java.util.Locale;
import java.util.OptionalLong;

/** One line of text that says how far a replay has come. */
public final class ProgressLine {
  private static final int WIDTH = 24;
  private static final long SECOND = 1000;

  private final OptionalLong totalRows;
  private long lastTime;
  private long lastRows;
  private double rowRate;

  /**
   * @param totalRows rows that there are, if known
   * @param start wall clock, milliseconds
   */
  public ProgressLine(OptionalLong totalRows, long start) {
    this.totalRows = totalRows;
    this.lastTime = start;
  }

  /**
   * @param rows read so far
   * @param sent events sent so far
   * @param waiting sent and not answered
   */
  public record Figures(long rows, long sent, long waiting, boolean reachable) {}

  /**
   * @param now wall clock, milliseconds
   * @param rate events per second since the last line
   */
  public String text(Figures figures, double rate, long now) {
    long elapsed = Math.max(1, now - lastTime);
    double current = (figures.rows() - lastRows) * (double) SECOND / elapsed;
    // The first line comes before there is a rate.
    rowRate = rowRate < 1 ? current : 0.8 * rowRate + 0.2 * current;
    lastTime = now;
    lastRows = figures.rows();
    String line =
        String.format(
            Locale.ROOT,
            "%s%,d events sent, %,.0f/s, %,d unanswered%s",
            bar(figures.rows()),
            figures.sent(),
            rate,
            figures.waiting(),
            remaining(figures.rows()));
    return figures.reachable() ? line : line + "  (the broker does not answer: waiting)";
  }

  private String bar(long rows) {
    if (totalRows.isEmpty() || totalRows.getAsLong() == 0) {
      return "";
    }
    double share = Math.min(1, rows / (double) totalRows.getAsLong());
    int filled = (int) Math.round(share * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f%%  ",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        share * 100);
  }

  private String remaining(long rows) {
    if (totalRows.isEmpty() || rowRate < 10) {
      return "";
    }
    long seconds = (long) ((totalRows.getAsLong() - rows) / rowRate);
    return String.format(Locale.ROOT, ", %d:%02d left", seconds / 60, seconds % 60);
  }
}
