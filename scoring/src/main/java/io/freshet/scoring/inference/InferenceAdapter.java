package io.freshet.scoring.inference;

import io.freshet.schemas.record.Rejected;
import java.io.Serializable;

/**
 * Between records of a stream and a model. Records may be in the hands of others: none is ever
 * changed. {@link #input} and {@link #isFinite} run on the inference thread.
 *
 * @param <R> records
 * @param <I> inputs of the model
 * @param <A> answers of the model
 * @param <O> output records
 */
public interface InferenceAdapter<R, I, A, O> extends Serializable {
  /**
   * What the model is asked about a record.
   *
   * @throws RuntimeException when the record cannot be asked about; a {@code ScoringException}
   *     gives the reason code of its dead letter
   */
  I input(R record);

  /** Whether all numbers of an answer are finite; a record whose answer is not is rejected. */
  boolean isFinite(A answer);

  /**
   * The answered record.
   *
   * @param model that gave the answer
   */
  O output(R record, A answer, ModelSource model);

  /**
   * A record that could not be answered.
   *
   * @param reason code, kebab-case
   * @param message what failed
   * @param now epoch milliseconds
   */
  Rejected rejected(R record, String reason, String message, long now);
}
