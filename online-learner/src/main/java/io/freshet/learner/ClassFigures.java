package io.freshet.learner;

import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Figures of a classifier. */
final class ClassFigures implements Figures<ClassificationMetrics> {
  @Override
  public ClassificationMetrics empty() {
    return new ClassificationMetrics();
  }

  @Override
  public Map<String, Double> metrics(ClassificationMetrics metrics) {
    return Map.of(
        "accuracy",
        metrics.accuracy(),
        "macro-f1",
        metrics.macroF1(),
        "log-loss",
        metrics.logLoss());
  }

  @Override
  public Map<String, Long> confusion(ClassificationMetrics metrics) {
    return metrics.confusion();
  }

  @Override
  public void write(ClassificationMetrics metrics, DataOutput out) throws IOException {
    ClassificationMetrics.Snapshot snapshot = metrics.snapshot();
    out.writeDouble(snapshot.lossSum());
    out.writeInt(snapshot.cells().size());
    for (Cell cell : snapshot.cells()) {
      out.writeUTF(cell.actual());
      out.writeUTF(cell.predicted());
      out.writeLong(cell.count());
    }
  }

  @Override
  public ClassificationMetrics read(DataInput in) throws IOException {
    double lossSum = in.readDouble();
    int size = in.readInt();
    List<Cell> cells = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      cells.add(new Cell(in.readUTF(), in.readUTF(), in.readLong()));
    }
    return ClassificationMetrics.restore(new ClassificationMetrics.Snapshot(cells, lossSum));
  }
}
