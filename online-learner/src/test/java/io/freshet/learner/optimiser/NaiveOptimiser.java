package io.freshet.learner.optimiser;

import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.OptimiserConfig;
import java.util.ArrayList;
import java.util.List;

/** One weight without regularisation, made anew from all of its gradients by the formulas. */
final class NaiveOptimiser {
  private final FtrlConfig ftrl;
  private final OptimiserConfig config;
  private final List<Double> gradients = new ArrayList<>();
  private double weight;

  NaiveOptimiser(LogisticConfig config) {
    this.ftrl = config.ftrl();
    this.config = config.optimiser();
  }

  void step(double gradient) {
    gradients.add(gradient);
    weight += change(gradient);
  }

  double weight() {
    return weight;
  }

  private double change(double gradient) {
    double rate = config.rate();
    int t = gradients.size();
    return switch (config.kind()) {
      case SGD -> -rate * gradient;
      case MOMENTUM -> -rate * decayed(config.momentum(), 1);
      case ADAGRAD -> -rate * gradient / Math.sqrt(decayed(1, 2));
      case RMSPROP ->
          -rate * gradient / Math.sqrt((1 - config.decay()) * decayed(config.decay(), 2));
      case ADAM -> -rate * mean(config.momentum(), 1, t) / Math.sqrt(mean(config.decay(), 2, t));
      case FTRL -> -ftrl.alpha() * gradient / (ftrl.beta() + Math.sqrt(decayed(1, 2)));
    };
  }

  /** Σ decay^age g^power. */
  private double decayed(double decay, int power) {
    double sum = 0;
    for (double gradient : gradients) {
      sum = decay * sum + Math.pow(gradient, power);
    }
    return sum;
  }

  private double mean(double decay, int power, int t) {
    return (1 - decay) * decayed(decay, power) / (1 - Math.pow(decay, t));
  }
}
