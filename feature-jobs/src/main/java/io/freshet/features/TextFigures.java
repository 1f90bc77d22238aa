package io.freshet.features;

import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import io.freshet.schemas.metrics.ClassificationMetrics.Snapshot;
import io.freshet.schemas.metrics.PanedWindow;
import io.freshet.schemas.record.Progress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of the text predictions of one variant or baseline. Mutable; owned by {@link
 * TaskMetrics}.
 */
final class TextFigures {
  private final int pane;
  private final PanedWindow<ClassificationMetrics> classes;

  TextFigures(int pane) {
    this(pane, new PanedWindow<>(pane, new ClassificationMetrics()));
  }

  private TextFigures(int pane, PanedWindow<ClassificationMetrics> classes) {
    this.pane = pane;
    this.classes = classes;
  }

  static TextFigures read(DataInput in) throws IOException {
    int pane = in.readInt();
    return new TextFigures(
        pane, new PanedWindow<>(pane, readClasses(in), readClasses(in), readClasses(in)));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(pane);
    writeClasses(out, classes.total());
    writeClasses(out, classes.previous());
    writeClasses(out, classes.current());
  }

  /**
   * Counts one prediction.
   *
   * @param probability that was given to the true class
   */
  void add(String actual, String predicted, double probability) {
    ClassificationMetrics one = new ClassificationMetrics();
    one.add(actual, predicted, probability);
    classes.add(one);
  }

  /** The figures, but for source, model, task and time. */
  Progress report() {
    ClassificationMetrics window = classes.window();
    Progress progress = new Progress();
    progress.setCount(classes.total().count());
    progress.setMetrics(figures(classes.total()));
    progress.setWindowCount(window.count());
    progress.setWindowMetrics(figures(window));
    progress.setConfusion(classes.total().confusion());
    return progress;
  }

  private static Map<String, Double> figures(ClassificationMetrics metrics) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("accuracy", metrics.accuracy());
    figures.put("log-loss", metrics.logLoss());
    figures.put("macro-f1", metrics.macroF1());
    return figures;
  }

  private static ClassificationMetrics readClasses(DataInput in) throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      cells.add(new Cell(Binary.readString(in), Binary.readString(in), in.readLong()));
    }
    return ClassificationMetrics.restore(new Snapshot(cells, in.readDouble()));
  }

  private static void writeClasses(DataOutput out, ClassificationMetrics metrics)
      throws IOException {
    Snapshot snapshot = metrics.snapshot();
    out.writeInt(snapshot.cells().size());
    for (Cell cell : snapshot.cells()) {
      Binary.writeString(out, cell.actual());
      Binary.writeString(out, cell.predicted());
      out.writeLong(cell.count());
    }
    out.writeDouble(snapshot.lossSum());
  }
}
