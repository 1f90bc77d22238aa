package io.freshet.scoring.inference;

import java.io.Serializable;

/**
 * Loads versions of one model; travels to the machines that score.
 *
 * @param <I> inputs
 * @param <O> answers
 */
public interface ModelLoader<I, O> extends Serializable {
  /** The version that the configuration names. */
  ModelSource configured();

  /**
   * Fetches, checks, loads and warms a version up.
   *
   * @throws ModelException when it cannot serve: no such file, wrong checksum, a tensor of another
   *     shape or type, answers that are not finite
   */
  InferenceModel<I, O> load(ModelSource source) throws ModelException;
}
