package io.freshet.learner.optimiser;

import io.freshet.schemas.model.OptimiserConfig;

/**
 * RMSProp with the decay ρ. Rows (w, v, t):
 *
 * <pre>  v = ρ v + (1 − ρ) g²,  w −= η_t g / (√v + ε),  t += 1  </pre>
 *
 * so no step is longer than η_t / √(1 − ρ). What several learners take off v may add up to more
 * than was there; it counts as 0 then.
 *
 * <p>Source: Tieleman, Hinton, "Lecture 6.5: rmsprop", COURSERA Neural Networks for Machine
 * Learning, 2012.
 */
final class RmsProp extends Descent {
  private static final double EPSILON = 1e-8;

  private final double decay;

  RmsProp(OptimiserConfig config) {
    super(config);
    this.decay = config.decay();
  }

  @Override
  void step(float[] values, int at, double gradient) {
    double before = Math.max(0, values[at + 1]);
    double squares = decay * before + (1 - decay) * gradient * gradient;
    double rate = rate(values[at + 2]) / (Math.sqrt(squares) + EPSILON);
    values[at] = regularised(values[at] - rate * gradient, rate);
    values[at + 1] = (float) squares;
    values[at + 2]++;
  }
}
