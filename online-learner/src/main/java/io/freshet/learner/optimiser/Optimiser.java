package io.freshet.learner.optimiser;

import io.freshet.schemas.model.WeightRows;

/** Moves rows against the gradient of a loss. Holds no state of its own: all is in the rows. */
public interface Optimiser {
  /**
   * One step on every row index[i], i in [from, to), whose gradient is residual · x[i]. A gradient
   * of 0 leaves its row unchanged.
   *
   * @param rows in the form of this optimiser
   */
  void step(WeightRows rows, int[] index, float[] x, int from, int to, float residual);
}
