package io.freshet.scoring.inference;

import java.util.List;

/**
 * A loaded version of a model, on its device. Several threads may call {@link #infer} at once; who
 * closes it makes sure that no call is under way and that none follows.
 *
 * @param <I> inputs
 * @param <O> answers
 */
public interface InferenceModel<I, O> extends AutoCloseable {
  ModelSource source();

  /** Where it runs, such as cpu or gpu:0. */
  String device();

  /**
   * Answers a batch.
   *
   * @return one answer per input, in their order
   * @throws Exception when the batch as a whole could not be answered; which of its inputs is to
   *     blame, the caller finds out by smaller batches
   */
  List<O> infer(List<I> batch) throws Exception;

  @Override
  void close();
}
