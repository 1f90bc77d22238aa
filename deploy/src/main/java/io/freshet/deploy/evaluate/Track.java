package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Mergeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one model on their way through the events: since the start, and over the last
 * tests, a tenth of those that were planned but no fewer than {@value #SMALLEST_WINDOW}. About
 * {@value #POINTS} points at even distances are kept.
 *
 * <p>Mutable; not thread-safe.
 */
final class Track<M extends Mergeable<M>> {
  private static final int POINTS = 200;
  private static final int POINTS_PER_WINDOW = POINTS / 10;
  private static final int SMALLEST_WINDOW = 50;

  private final long stride;
  private final List<Gauge<M>> gauges;
  private final M total;
  private final Deque<M> window = new ArrayDeque<>();
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
    this.total = empty.fresh();
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
    return total.count() + recent.count();
  }

  /** All that was counted. Owned by this track. */
  M total() {
    if (recent.count() > 0) {
      addPoint();
    }
    return total;
  }

  /** The figures so far. */
  Scorecard card(String model) {
    M all = total();
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < gauges.size(); i++) {
      figures.add(gauges.get(i).read(all, new Curve(cumulative.get(i), windowed.get(i))));
    }
    return new Scorecard(model, figures, moments, Optional.empty(), Optional.empty());
  }

  private void addPoint() {
    total.merge(recent);
    window.addLast(recent);
    while (window.size() > windowSize()) {
      window.removeFirst();
    }
    recent = total.fresh();
    M last = total.fresh();
    window.forEach(last::merge);
    moments.add(new Moment(total.count(), lastTime));
    for (int i = 0; i < gauges.size(); i++) {
      cumulative.get(i).add(gauges.get(i).value().applyAsDouble(total));
      windowed.get(i).add(gauges.get(i).value().applyAsDouble(last));
    }
  }

  /** Points in a window. */
  private long windowSize() {
    return Math.max(POINTS_PER_WINDOW, SMALLEST_WINDOW / stride);
  }
}
