package io.freshet.features;

import io.freshet.schemas.metrics.Calibration;
import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import io.freshet.schemas.metrics.ClassificationMetrics.Snapshot;
import io.freshet.schemas.metrics.Mergeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether text predictions were right, and whether their confidence meant what it said.
 *
 * @param classes by true and predicted class
 * @param calibration of the predictions whose confidence is known
 * @param abstentions of those that were withheld; the other figures count these like any
 */
record TextScore(ClassificationMetrics classes, Calibration calibration, Abstentions abstentions)
    implements Mergeable<TextScore> {
  private static final int WITHOUT_CALIBRATION = 1;
  private static final int WITHOUT_ABSTENTIONS = 2;

  TextScore() {
    this(new ClassificationMetrics(), new Calibration(), new Abstentions());
  }

  static TextScore read(DataInput in, int version) throws IOException {
    ClassificationMetrics classes = readClasses(in);
    return new TextScore(
        classes,
        version <= WITHOUT_CALIBRATION ? new Calibration() : readCalibration(in),
        version <= WITHOUT_ABSTENTIONS ? new Abstentions() : Abstentions.read(in));
  }

  void write(DataOutput out) throws IOException {
    Snapshot snapshot = classes.snapshot();
    out.writeInt(snapshot.cells().size());
    for (Cell cell : snapshot.cells()) {
      Binary.writeString(out, cell.actual());
      Binary.writeString(out, cell.predicted());
      out.writeLong(cell.count());
    }
    out.writeDouble(snapshot.lossSum());
    double[] bins = calibration.snapshot();
    out.writeInt(bins.length);
    for (double figure : bins) {
      out.writeDouble(figure);
    }
    abstentions.write(out);
  }

  @Override
  public void merge(TextScore other) {
    classes.merge(other.classes);
    calibration.merge(other.calibration);
    abstentions.merge(other.abstentions);
  }

  @Override
  public TextScore fresh() {
    return new TextScore();
  }

  @Override
  public long count() {
    return classes.count();
  }

  private static ClassificationMetrics readClasses(DataInput in) throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      cells.add(new Cell(Binary.readString(in), Binary.readString(in), in.readLong()));
    }
    return ClassificationMetrics.restore(new Snapshot(cells, in.readDouble()));
  }

  private static Calibration readCalibration(DataInput in) throws IOException {
    double[] bins = new double[in.readInt()];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = in.readDouble();
    }
    return Calibration.restore(bins);
  }
}
