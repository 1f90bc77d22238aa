package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.function.Consumer;

/**
 * One model in memory, built from its rows. Scorers read it; learners read it and add to it. Not
 * thread-safe: it belongs to one subtask.
 */
public interface ModelView {
  /** Name of the model: rows of other models are not for this view. */
  String model();

  /** Takes the absolute value of a row; a row without values removes it. */
  void apply(ParameterRow row);

  /** Adds to a row what a learner changed. */
  void add(RowDelta delta);

  /** Hands every row to a consumer, in an order that rebuilds the view when applied. */
  void forEachRow(Consumer<ParameterRow> consumer);
}
