package io.freshet.learner;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.Optional;

/**
 * What somebody beside the learner job put on the topic of the rows, as a delta for the merge: a
 * row that says what it {@code added}, or the removal of a row. Its sequence is its offset.
 */
public final class Contribution {
  private Contribution() {}

  /** The delta; empty for a row that the merge published itself. */
  public static Optional<RowDelta> of(ParameterRow row, long offset) {
    if (row.getValues().isEmpty()) {
      return Optional.of(delta(row, List.of(), List.of(), offset));
    }
    return row.getAdded()
        .map(added -> added.isEmpty() ? row.getValues() : added)
        .map(added -> delta(row, row.getColumns(), added, offset));
  }

  /** Whether a delta removes its row. */
  public static boolean isRemoval(RowDelta delta) {
    return delta.getValues().isEmpty();
  }

  private static RowDelta delta(
      ParameterRow row, List<String> columns, List<Float> values, long offset) {
    return new RowDelta(
        row.getModel(),
        row.getTable(),
        row.getKey(),
        columns,
        values.stream().map(Float::doubleValue).toList(),
        row.getLandmark(),
        RowMerge.CONTRIBUTOR,
        0L,
        offset,
        row.getIngestTime());
  }
}
