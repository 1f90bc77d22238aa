package io.freshet.learner.optimiser;

import io.freshet.schemas.model.OptimiserConfig;

/**
 * Stochastic gradient descent. Rows (w, t):
 *
 * <pre>  w −= η_t g,  t += 1  </pre>
 *
 * Source: Robbins, Monro, "A Stochastic Approximation Method", 1951.
 */
final class Sgd extends Descent {
  Sgd(OptimiserConfig config) {
    super(config);
  }

  @Override
  void step(float[] values, int at, double gradient) {
    double rate = rate(values[at + 1]);
    values[at] = regularised(values[at] - rate * gradient, rate);
    values[at + 1]++;
  }
}
