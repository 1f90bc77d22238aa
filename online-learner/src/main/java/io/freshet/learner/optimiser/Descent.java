package io.freshet.learner.optimiser;

import io.freshet.schemas.model.OptimiserConfig;
import io.freshet.schemas.model.WeightRows;

/**
 * An optimiser whose rows hold the weight itself. After each step of the rate η the weight is
 * regularised by a proximal step:
 *
 * <pre>  w = sgn(w) max(0, |w| − η λ₁) / (1 + η λ₂)  </pre>
 *
 * Source: Duchi, Singer, "Efficient Online and Batch Learning Using Forward Backward Splitting",
 * JMLR 10 (2009).
 */
abstract class Descent implements Optimiser {
  private final OptimiserConfig config;
  private final int width;
  private final boolean regularised;

  Descent(OptimiserConfig config) {
    this.config = config;
    this.width = config.kind().columns();
    this.regularised = config.l1() > 0 || config.l2() > 0;
  }

  @Override
  public void step(WeightRows rows, int[] index, float[] x, int from, int to, float residual) {
    float[] values = rows.values();
    for (int i = from; i < to; i++) {
      float gradient = residual * x[i];
      if (gradient != 0) {
        int at = index[i] * width;
        int last = at + width - 1;
        if (values[last] >= 0) {
          rows.mark(index[i]);
        }
        values[last] = -values[last];
        step(values, at, gradient);
        values[last] = -values[last];
      }
    }
  }

  /** One step of the row that begins at {@code at}; none of its values is negated. */
  abstract void step(float[] values, int at, double gradient);

  /** η of the step after t steps. */
  final double rate(float steps) {
    return config.rate() * config.schedule().factor(steps / config.scheduleSteps());
  }

  /** The regularised weight after a step of this rate. */
  final float regularised(double weight, double rate) {
    if (!regularised) {
      return (float) weight;
    }
    double shrunk = Math.max(0, Math.abs(weight) - rate * config.l1());
    return (float) (Math.signum(weight) * shrunk / (1 + rate * config.l2()));
  }
}
