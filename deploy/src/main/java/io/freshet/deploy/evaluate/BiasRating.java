package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;
import java.util.HashMap;
import java.util.Map;

/**
 * r̂ = μ + b_u + b_i with the running mean μ; the biases b start at 0 and are learned by stochastic
 * gradient descent on the squared error, b ← b + η (r − r̂).
 *
 * <p>Source: Koren, Bell, Volinsky, "Matrix Factorization Techniques for Recommender Systems", IEEE
 * Computer 42 (2009), equation 3, without regularisation.
 */
final class BiasRating implements Rater {
  private final double rate;
  private final RunningMean mean = new RunningMean();
  private final Map<String, Double> users = new HashMap<>();
  private final Map<String, Double> items = new HashMap<>();

  /**
   * @param rate η
   */
  BiasRating(double rate) {
    this.rate = rate;
  }

  @Override
  public double predict(Example rated) {
    return mean.orElse(0)
        + users.getOrDefault(rated.getKey(), 0.0)
        + items.getOrDefault(rated.getItem().orElseThrow(), 0.0);
  }

  @Override
  public void learn(Example rated, double value) {
    mean.add(value);
    double step = rate * (value - predict(rated));
    users.merge(rated.getKey(), step, Double::sum);
    items.merge(rated.getItem().orElseThrow(), step, Double::sum);
  }
}
