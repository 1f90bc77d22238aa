package io.freshet.ingestion.kafka;

import java.io.PrintStream;

/** Shows one line that changes on a terminal, and a line now and then elsewhere. One thread. */
final class ReplayDisplay {
  private static final long PLAIN_MILLIS = 5000;

  private final PrintStream out;
  private final boolean terminal;
  private long lastPlain;

  ReplayDisplay(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * @param now wall clock, milliseconds
   */
  void show(String line, long now) {
    if (terminal) {
      out.print("\r\u001B[K" + line);
      out.flush();
    } else if (now - lastPlain >= PLAIN_MILLIS) {
      lastPlain = now;
      out.println(line);
    }
  }

  void finish() {
    if (terminal) {
      out.println();
    }
  }
}
