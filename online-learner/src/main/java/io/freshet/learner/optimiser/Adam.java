package io.freshet.learner.optimiser;

import io.freshet.schemas.model.OptimiserConfig;

/**
 * Adam with the decays β₁ (momentum) and β₂ (decay). Rows (w, m, v, t):
 *
 * <pre>
 *   t += 1,  m = β₁ m + (1 − β₁) g,  v = β₂ v + (1 − β₂) g²
 *   w −= η_t m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * By Cauchy's inequality |m| ≤ B √v with B = (1 − β₁) / √((1 − β₂) (1 − β₁² / β₂)). What several
 * learners changed in a row may add up to one that breaks this or has v &lt; 0, and whose next step
 * would be unbounded: such a row is taken at the bound.
 *
 * <p>Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.
 */
final class Adam extends Descent {
  private static final double EPSILON = 1e-8;

  private final double beta1;
  private final double beta2;
  private final double bound;

  Adam(OptimiserConfig config) {
    super(config);
    this.beta1 = config.momentum();
    this.beta2 = config.decay();
    this.bound = (1 - beta1) / Math.sqrt((1 - beta2) * (1 - beta1 * beta1 / beta2));
  }

  @Override
  void step(float[] values, int at, double gradient) {
    double squaresBefore = Math.max(0, values[at + 2]);
    double limit = bound * Math.sqrt(squaresBefore);
    double meanBefore = Math.max(-limit, Math.min(limit, values[at + 1]));
    double mean = beta1 * meanBefore + (1 - beta1) * gradient;
    double squares = beta2 * squaresBefore + (1 - beta2) * gradient * gradient;
    double steps = values[at + 3] + 1.0;
    double deviation = Math.sqrt(squares / (1 - Math.pow(beta2, steps))) + EPSILON;
    double rate = rate(values[at + 3]) / (1 - Math.pow(beta1, steps)) / deviation;
    values[at] = regularised(values[at] - rate * mean, rate);
    values[at + 1] = (float) mean;
    values[at + 2] = (float) squares;
    values[at + 3] = (float) steps;
  }
}
