package io.freshet.schemas.metrics;

/**
 * The figures since the start, and over a recent window made of two panes: the window covers the
 * last {@code pane} to {@code 2·pane} countings, and all of them before the first pane is full. It
 * needs no more of a metric than addition.
 */
public final class PanedWindow<M extends Mergeable<M>> {
  private final int pane;
  private final M total;
  private M previous;
  private M current;

  /**
   * @param pane countings per pane
   * @param empty an accumulator that nothing was counted in
   */
  public PanedWindow(int pane, M empty) {
    this(pane, empty.fresh(), empty.fresh(), empty.fresh());
  }

  /** Takes over what {@link #total()}, {@link #previous()} and {@link #current()} gave. */
  public PanedWindow(int pane, M total, M previous, M current) {
    if (pane < 1) {
      throw new IllegalArgumentException("pane = " + pane + ", expected at least 1");
    }
    this.pane = pane;
    this.total = total;
    this.previous = previous;
    this.current = current;
  }

  /** Adds the figures of one counting, or of a few. */
  public void add(M counted) {
    if (current.count() >= pane) {
      previous = current;
      current = counted.fresh();
    }
    total.merge(counted);
    current.merge(counted);
  }

  /** Since the start. Owned by this window. */
  public M total() {
    return total;
  }

  /** The last full pane, empty before there was one. Owned by this window. */
  public M previous() {
    return previous;
  }

  /** The pane that is being filled. Owned by this window. */
  public M current() {
    return current;
  }

  /** The last one to two panes, as a new accumulator. */
  public M window() {
    M window = total.fresh();
    window.merge(previous);
    window.merge(current);
    return window;
  }
}
