package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keys {@code models.embeddings}.
 *
 * @param dimension length of all vectors, even; another one begins anew
 * @param shortTerm how much the steps of a history weigh in the first half of the user's vector
 * @param longTerm the same for the second half
 * @param events weight of interactions, by type; what weighs nothing is left out of histories and
 *     is not learned
 * @param rate AdaGrad's learning rate
 * @param biasRate learning rate of the biases, by plain gradient steps
 * @param maxNorm a vector that has grown beyond this length is scaled down to it
 * @param logQ whether learning corrects for how negatives are drawn
 * @param seed of the initial values, the same for all learners and scorers
 */
public record EmbeddingConfig(
    int dimension,
    StepWeights shortTerm,
    StepWeights longTerm,
    EventWeights events,
    double rate,
    double biasRate,
    double maxNorm,
    boolean logQ,
    long seed)
    implements Serializable {
  private static final Duration SESSION_GAP = Duration.ofMinutes(30);

  public EmbeddingConfig {
    ConfigException.require(
        dimension >= 2 && dimension % 2 == 0, "dimension", dimension, "an even number from 2");
    ConfigException.require(rate > 0, "rate", rate, "more than 0");
    ConfigException.require(biasRate >= 0, "bias-rate", biasRate, "0 or more");
    ConfigException.require(maxNorm > 0, "max-norm", maxNorm, "more than 0");
  }

  public static EmbeddingConfig defaults() {
    return new EmbeddingConfig(
        32,
        new StepWeights(50, 0.5, SESSION_GAP, 1),
        new StepWeights(50, 0.95, SESSION_GAP, 0.3),
        EventWeights.defaults(),
        0.1,
        0.01,
        10,
        true,
        42);
  }
}
