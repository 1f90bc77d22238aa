package io.freshet.learner;

import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.Optional;

/** Makes row deltas that no learner has signed yet. */
final class Deltas {
  private Deltas() {}

  static RowDelta dense(
      String model, String table, String key, List<Double> values, long ingestTime) {
    return new RowDelta(model, table, key, List.of(), values, 0L, 0, 0L, 0L, ingestTime);
  }

  /** Empty when no column changed. */
  static Optional<RowDelta> sparse(
      String model,
      String table,
      String key,
      List<String> columns,
      List<Double> values,
      long ingestTime) {
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new RowDelta(model, table, key, columns, values, 0L, 0, 0L, 0L, ingestTime));
  }
}
