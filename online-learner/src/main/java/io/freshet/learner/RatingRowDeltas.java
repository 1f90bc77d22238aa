package io.freshet.learner;

import io.freshet.schemas.model.RatingModel;
import io.freshet.schemas.model.RatingRows;
import io.freshet.schemas.model.RowTable;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was added to the rows of items or of categories since the last flush. */
final class RatingRowDeltas {
  private final RatingRows rows;
  private final DenseDeltas deltas;
  private final float[] before;

  RatingRowDeltas(RatingRows rows) {
    this.rows = rows;
    this.deltas = new DenseDeltas(rows.columns());
    this.before = new float[rows.columns()];
  }

  RatingRows rows() {
    return rows;
  }

  /** A row is about to be changed. */
  void before(int row) {
    for (int column = 0; column < before.length; column++) {
      before[column] = rows.get(row, column);
    }
  }

  /** The row was changed by an example of this ingest time. */
  void after(int row, long ingestTime) {
    deltas.touch(row, ingestTime);
    for (int column = 0; column < before.length; column++) {
      deltas.add(row, column, (double) rows.get(row, column) - before[column]);
    }
  }

  void flush(Consumer<RowDelta> sink) {
    deltas.drain(row -> sink.accept(delta(row)));
  }

  Optional<RowDelta> pending(String key) {
    int row = rows.find(key);
    return row != RowTable.ABSENT && deltas.isDirty(row)
        ? Optional.of(delta(row))
        : Optional.empty();
  }

  private RowDelta delta(int row) {
    List<Double> values = new ArrayList<>(rows.columns());
    for (int column = 0; column < rows.columns(); column++) {
      values.add(deltas.get(row, column));
    }
    return Deltas.dense(
        RatingModel.MODEL, rows.table(), rows.key(row), values, deltas.ingestTime(row));
  }
}
