package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Mergeable;
import io.freshet.schemas.metrics.PanedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one model on their way through the events: since the start, and over the last 5 to
 * 10 % of the tests that were planned, but no fewer than {@value #SMALLEST_PANE}. About {@value
 * #POINTS} points at even distances are kept.
 *
 * <p>Mutable; not thread-safe.
 */
final class Track<M extends Mergeable<M>> {
  private static final int POINTS = 200;
  private static final int PANES = 20;
  private static final int SMALLEST_PANE = 50;

  private final long stride;
  private final List<Gauge<M>> gauges;
  private final PanedWindow<M> window;
  private final List<Moment> moments = new ArrayList<>();
  private final List<List<Double>> cumulative = new ArrayList<>();
  private final List<List<Double>> windowed = new ArrayList<>();
  private M recent;
  private long lastTime;

  /**
   * @param tests to come, at most
   * @param empty an accumulator that nothing was counted in
   * @param gauges the figures, in the order in which they are shown
   */
  Track(long tests, M empty, List<Gauge<M>> gauges) {
    this.stride = Math.max(1, tests / POINTS);
    this.gauges = List.copyOf(gauges);
    this.window = new PanedWindow<>(pane(tests), empty);
    this.recent = empty.fresh();
    gauges.forEach(
        gauge -> {
          cumulative.add(new ArrayList<>());
          windowed.add(new ArrayList<>());
        });
  }

  /** Where the next test is counted; {@link #counted} is told afterwards. */
  M recent() {
    return recent;
  }

  /**
   * A test was counted.
   *
   * @param time of its event, epoch milliseconds
   */
  void counted(long time) {
    lastTime = time;
    if (recent.count() >= stride) {
      addPoint();
    }
  }

  long tested() {
    return window.total().count() + recent.count();
  }

  /** All that was counted. Owned by this track. */
  M total() {
    if (recent.count() > 0) {
      addPoint();
    }
    return window.total();
  }

  /** The figures so far. */
  Scorecard card(String model) {
    M total = total();
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < gauges.size(); i++) {
      figures.add(gauges.get(i).read(total, new Curve(cumulative.get(i), windowed.get(i))));
    }
    return new Scorecard(model, figures, moments, Optional.empty(), Optional.empty());
  }

  private void addPoint() {
    window.add(recent);
    recent = recent.fresh();
    M last = window.window();
    moments.add(new Moment(window.total().count(), lastTime));
    for (int i = 0; i < gauges.size(); i++) {
      cumulative.get(i).add(gauges.get(i).value().applyAsDouble(window.total()));
      windowed.get(i).add(gauges.get(i).value().applyAsDouble(last));
    }
  }

  private static int pane(long tests) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(SMALLEST_PANE, tests / PANES));
  }
}
