package io.freshet.deploy.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows the scoreboard: redrawn in place on a terminal, else one line now and then. */
public final class Display {
  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[2K";

  private final PrintWriter out;
  private final Duration duration;
  private final boolean plain;
  private long shownAt;
  private int drawn;

  /**
   * @param duration of the run
   * @param plain no control sequences
   */
  public Display(PrintWriter out, Duration duration, boolean plain) {
    this.out = out;
    this.duration = duration;
    this.plain = plain;
  }

  /**
   * @param now epoch milliseconds
   */
  public void begin(long now) {
    shownAt = now;
  }

  public boolean isDue(long now) {
    return now - shownAt >= (plain ? LINE : REDRAW).toMillis();
  }

  public void show(Figures figures, long now) {
    shownAt = now;
    if (plain) {
      out.println(Scoreboard.line(figures));
    } else {
      redraw(Scoreboard.lines(figures, duration));
    }
    out.flush();
  }

  /** The last board and the verdict. */
  public void finish(Figures figures) {
    List<String> board = Scoreboard.lines(figures, duration);
    if (plain) {
      out.println();
      board.forEach(out::println);
    } else {
      redraw(board);
    }
    out.println();
    Verdict.lines(figures).forEach(out::println);
    out.flush();
  }

  private void redraw(List<String> lines) {
    if (drawn > 0) {
      out.printf(UP, drawn);
    }
    lines.forEach(line -> out.println(CLEAR_LINE + line));
    drawn = lines.size();
  }
}
