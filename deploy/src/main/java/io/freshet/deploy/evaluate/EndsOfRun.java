package io.freshet.deploy.evaluate;

import java.util.List;
import java.util.Optional;

/** Accuracy where it matters most: over the first predictions and over the last ones. Mutable. */
final class EndsOfRun {
  private static final int FIRST = 200;
  private static final int LAST = 1_000;
  private static final Curve NO_CURVE = new Curve(List.of(), List.of());

  private final boolean[] last = new boolean[LAST];
  private long count;
  private int firstRight;
  private int lastRight;

  void add(boolean right) {
    int place = (int) (count % LAST);
    firstRight += right && count < FIRST ? 1 : 0;
    lastRight += (right ? 1 : 0) - (last[place] ? 1 : 0);
    last[place] = right;
    count++;
  }

  /** Nothing as long as there were not that many predictions. */
  List<Figure> figures() {
    return count < LAST
        ? List.of()
        : List.of(
            figure("first-" + FIRST, (double) firstRight / FIRST),
            figure("last-" + LAST, (double) lastRight / LAST));
  }

  private static Figure figure(String metric, double value) {
    return new Figure(metric, value, Optional.empty(), NO_CURVE);
  }
}
