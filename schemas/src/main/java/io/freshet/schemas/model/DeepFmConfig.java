package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.List;

/**
 * Keys {@code models.ranker.deep-fm}.
 *
 * @param embeddingSize d: length of the embedding of a categorical value; another size begins anew
 * @param hidden widths of the hidden layers, from the inputs on; other widths begin anew
 * @param embeddingRate AdaGrad learning rate of embeddings and of the linear part
 * @param networkRate AdaGrad learning rate of the layers
 * @param initialSquares what AdaGrad's sums of squared gradients begin with: damps the first steps
 * @param l2 L2 penalty on embeddings that a batch touches, and on the layers
 * @param dropout share of hidden units that a training example does without
 * @param maxGradientNorm the layers' mean gradient over a batch is scaled down to this norm
 * @param batchSize candidates that are learned from in one step
 * @param listwise whether a list with a choice is one choice among its candidates (conditional
 *     logit); else every candidate is a choice of its own
 * @param conversionWeight c: lists are ordered by (1 − c) p(click) + c p(conversion)
 * @param seed of the initial values, the same for all learners and scorers
 */
public record DeepFmConfig(
    int embeddingSize,
    List<Integer> hidden,
    double embeddingRate,
    double networkRate,
    double initialSquares,
    double l2,
    double dropout,
    double maxGradientNorm,
    int batchSize,
    boolean listwise,
    double conversionWeight,
    long seed)
    implements Serializable {
  private static final String KEY = "models.ranker.deep-fm.";

  public DeepFmConfig {
    requireAtLeastOne("embedding-size", embeddingSize);
    ConfigException.require(
        !hidden.isEmpty() && hidden.stream().allMatch(width -> width >= 1),
        KEY + "hidden",
        hidden,
        "one width or more, each at least 1");
    requirePositive("embedding-rate", embeddingRate);
    requirePositive("network-rate", networkRate);
    requirePositive("initial-squares", initialSquares);
    ConfigException.require(l2 >= 0, KEY + "l2", l2, "0 or more");
    ConfigException.require(
        dropout >= 0 && dropout < 1, KEY + "dropout", dropout, "0 or more, less than 1");
    requirePositive("max-gradient-norm", maxGradientNorm);
    requireAtLeastOne("batch-size", batchSize);
    ConfigException.require(
        conversionWeight >= 0 && conversionWeight <= 1,
        KEY + "conversion-weight",
        conversionWeight,
        "in [0, 1]");
    hidden = List.copyOf(hidden);
  }

  public static DeepFmConfig defaults() {
    return new DeepFmConfig(8, List.of(64, 32), 0.05, 0.02, 0.1, 1e-5, 0, 10, 256, true, 0, 42);
  }

  private static void requirePositive(String key, double value) {
    ConfigException.require(value > 0, KEY + key, value, "more than 0");
  }

  private static void requireAtLeastOne(String key, int value) {
    ConfigException.require(value >= 1, KEY + key, value, "at least 1");
  }
}
