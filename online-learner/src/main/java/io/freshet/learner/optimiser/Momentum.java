package io.freshet.learner.optimiser;

import io.freshet.schemas.model.OptimiserConfig;

/**
 * Gradient descent with heavy-ball momentum γ. Rows (w, m, t):
 *
 * <pre>  m = γ m + g,  w −= η_t m,  t += 1  </pre>
 *
 * A row takes a step when its feature occurs; in between its momentum rests.
 *
 * <p>Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
final class Momentum extends Descent {
  private final double momentum;

  Momentum(OptimiserConfig config) {
    super(config);
    this.momentum = config.momentum();
  }

  @Override
  void step(float[] values, int at, double gradient) {
    double rate = rate(values[at + 2]);
    double velocity = momentum * values[at + 1] + gradient;
    values[at] = regularised(values[at] - rate * velocity, rate);
    values[at + 1] = (float) velocity;
    values[at + 2]++;
  }
}
