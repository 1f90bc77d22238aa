package io.freshet.learner;

import io.freshet.schemas.metrics.Mergeable;
import io.freshet.schemas.metrics.PanedWindow;
import io.freshet.schemas.record.Progress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Progressive validation of one learner: every prediction is counted before its example is learned
 * (Dawid 1984, "prequential"). Cumulative, and over a window of the last countings.
 */
public final class Validation<M extends Mergeable<M>> {
  private static final int PANE = 5_000;

  private final String model;
  private final String task;
  private final Figures<M> figures;
  private PanedWindow<M> window;
  private M recent;
  private long reported;

  Validation(String model, String task, Figures<M> figures) {
    this.model = model;
    this.task = task;
    this.figures = figures;
    this.window = new PanedWindow<>(PANE, figures.empty());
    this.recent = figures.empty();
  }

  /** Where the learner counts; merged into the window when somebody asks. */
  M recent() {
    return recent;
  }

  /** Whether anything was counted since the last record. */
  boolean hasNews() {
    return window.total().count() + recent.count() > reported;
  }

  /** All that was counted. */
  public M total() {
    roll();
    return window.total();
  }

  /** The figures as a record. */
  public Progress progress(int subtask, long time) {
    roll();
    reported = window.total().count();
    M last = window.window();
    return Progress.newBuilder()
        .setSource("learner")
        .setModel(model)
        .setTask(task)
        .setSubtask(subtask)
        .setCount(window.total().count())
        .setMetrics(figures.metrics(window.total()))
        .setWindowCount(last.count())
        .setWindowMetrics(figures.metrics(last))
        .setConfusion(figures.confusion(window.total()))
        .setTime(time)
        .build();
  }

  void write(DataOutput out) throws IOException {
    roll();
    figures.write(window.total(), out);
    figures.write(window.previous(), out);
    figures.write(window.current(), out);
  }

  /** Adds what another validation of the same learner wrote. */
  void merge(DataInput in) throws IOException {
    roll();
    M total = figures.read(in);
    M previous = figures.read(in);
    M current = figures.read(in);
    total.merge(window.total());
    previous.merge(window.previous());
    current.merge(window.current());
    window = new PanedWindow<>(PANE, total, previous, current);
  }

  private void roll() {
    if (recent.count() > 0) {
      window.add(recent);
      recent = figures.empty();
    }
  }
}
