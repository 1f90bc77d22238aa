package io.freshet.learner.optimiser;

import io.freshet.schemas.model.OptimiserConfig;
import io.freshet.schemas.model.WeightRows;

/**
 * AdaGrad, diagonal form. Rows (w, G):
 *
 * <pre>  G += g²,  w −= η g / √G  </pre>
 *
 * Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12 (2011).
 */
final class AdaGrad extends Descent {
  private final float constantRate;
  private final boolean plain;

  AdaGrad(OptimiserConfig config) {
    super(config);
    this.constantRate = (float) config.rate();
    this.plain = config.l1() == 0 && config.l2() == 0;
  }

  @Override
  public void step(WeightRows rows, int[] index, float[] x, int from, int to, float residual) {
    if (plain) {
      stepPlain(rows, index, x, from, to, residual);
    } else {
      super.step(rows, index, x, from, to, residual);
    }
  }

  @Override
  void step(float[] values, int at, double gradient) {
    double sum = values[at + 1] + gradient * gradient;
    if (sum > 0) {
      double rate = constantRate / Math.sqrt(sum);
      values[at] = regularised(values[at] - rate * gradient, rate);
      values[at + 1] = (float) sum;
    }
  }

  /** The same without regularisation, in one loop; G is negated when marked. */
  private void stepPlain(
      WeightRows rows, int[] index, float[] x, int from, int to, float residual) {
    float[] values = rows.values();
    float rate = constantRate;
    for (int i = from; i < to; i++) {
      int at = index[i] * 2;
      float gradient = residual * x[i];
      float square = gradient * gradient;
      if (square > 0) {
        if (values[at + 1] >= 0) {
          rows.mark(index[i]);
        }
        float negated = values[at + 1] - square;
        values[at] -= rate * gradient / (float) Math.sqrt(-negated);
        values[at + 1] = negated;
      }
    }
  }
}
