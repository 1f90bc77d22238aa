package io.freshet.scoring.inference;

/**
 * Hears from the inference thread, on that thread.
 *
 * @param <R> records
 * @param <A> answers
 */
public interface InferenceListener<R, A> extends SwapListener {
  /**
   * Records of a batch have their outcomes.
   *
   * @param places of them in the batch, ascending
   * @param last whether the batch has all of them now
   */
  void answered(Batch<R, A> batch, int[] places, boolean last);

  /** The thread has ended, nothing is answered any more. */
  void broken(ModelException cause);
}
