package io.freshet.scoring.inference;

/**
 * What came of one record.
 *
 * @param <A> answers
 */
public sealed interface Outcome<A> {
  /**
   * @param model that gave the answer
   */
  record Answered<A>(A answer, ModelSource model) implements Outcome<A> {}

  /** The record is to blame. */
  record Failed<A>(Exception cause) implements Outcome<A> {}
}
