package io.freshet.learner;

import io.freshet.schemas.model.ModelView;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns one model, example by example: each step first predicts and counts how well, then changes
 * the model's view. What it changed since the last {@link #flush} it can hand over as additive
 * deltas. Examples must have passed {@link ExampleCheck}. Mutable; not thread-safe.
 */
public interface Learner {
  /** The view that it owns and changes. */
  ModelView model();

  /** Whether it learns from such examples. */
  boolean takes(Example example);

  /** Predicts, then learns. */
  void learn(Example example);

  /**
   * Hands over what was added to each row since the last flush, one delta per row, and forgets it.
   * Learner, epoch and sequence are left 0.
   */
  void flush(Consumer<RowDelta> sink);

  /** What was added to one row since the last flush. */
  Optional<RowDelta> pending(String table, String key);

  /** How well it predicted. */
  Validation<?> validation();

  /**
   * Takes the merged value of a row. What this learner has added beyond it is added again: its
   * flushed deltas that are not in the row yet, and those not flushed yet.
   */
  default void apply(ParameterRow row, List<RowDelta> notMerged) {
    model().apply(row);
    notMerged.forEach(model()::add);
    pending(row.getTable(), row.getKey()).ifPresent(model()::add);
  }
}
