package io.freshet.learner.optimiser;

import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.OptimiserConfig;

/** Makes the optimiser that a configuration names. */
public final class Optimisers {
  private Optimisers() {}

  public static Optimiser of(LogisticConfig config) {
    OptimiserConfig optimiser = config.optimiser();
    return switch (optimiser.kind()) {
      case FTRL -> new Ftrl(config.ftrl());
      case SGD -> new Sgd(optimiser);
      case MOMENTUM -> new Momentum(optimiser);
      case ADAGRAD -> new AdaGrad(optimiser);
      case RMSPROP -> new RmsProp(optimiser);
      case ADAM -> new Adam(optimiser);
    };
  }
}
