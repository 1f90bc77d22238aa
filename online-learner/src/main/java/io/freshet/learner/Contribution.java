package io.freshet.learner;

import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody beside the learner job puts on the topic of the rows: a row that says what it
 * {@code added} to the one that it found there, or the removal of a row. For the merge it is a
 * delta, whose sequence is its offset.
 */
public final class Contribution {
  private Contribution() {}

  /** A row that is new on the topic; empty when there is nothing in it. */
  public static Optional<ParameterRow> of(ParameterRow learned) {
    return hasValues(learned.getValues())
        ? Optional.of(with(learned, List.of()))
        : Optional.empty();
  }

  /**
   * A row that goes on from one on the topic; empty when nothing was added.
   *
   * @param found on the topic, not newer than the learned one
   * @param decay of rows with a landmark
   */
  public static Optional<ParameterRow> of(
      ParameterRow learned, ParameterRow found, ForwardDecay decay) {
    double factor = decay.rescale(found.getLandmark(), learned.getLandmark());
    List<Float> added =
        learned.getColumns().isEmpty()
            ? difference(learned.getValues(), found.getValues(), factor)
            : difference(learned.getValues(), align(found, learned), factor);
    return hasValues(added) ? Optional.of(with(learned, added)) : Optional.empty();
  }

  /** The delta; empty for a row that the merge published itself. */
  public static Optional<RowDelta> delta(ParameterRow row, long offset) {
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

  private static ParameterRow with(ParameterRow learned, List<Float> added) {
    return ParameterRow.newBuilder(learned).setAdded(added).build();
  }

  private static List<Float> difference(List<Float> values, List<Float> found, double factor) {
    List<Float> difference = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      double before = i < found.size() ? found.get(i) * factor : 0;
      difference.add((float) (values.get(i) - before));
    }
    return difference;
  }

  /** The values of a sparse row in the order of another one's columns. */
  private static List<Float> align(ParameterRow row, ParameterRow to) {
    int width = to.getValues().size() / to.getColumns().size();
    List<Float> values = new ArrayList<>(Collections.nCopies(to.getValues().size(), 0f));
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < to.getColumns().size(); i++) {
      columns.put(to.getColumns().get(i), i);
    }
    for (int i = 0; i < row.getColumns().size(); i++) {
      Integer column = columns.get(row.getColumns().get(i));
      for (int j = 0; column != null && j < width; j++) {
        values.set(column * width + j, row.getValues().get(i * width + j));
      }
    }
    return values;
  }

  private static boolean hasValues(List<Float> values) {
    return values.stream().anyMatch(value -> value != 0);
  }
}
