package io.freshet.schemas.model;

import java.io.Serializable;

/**
 * Keys {@code models.ranker}.
 *
 * @param kind which of the models below ranks; the other is not learned
 * @param ftrl logistic regression: what FTRL-proximal learns it with
 * @param optimiser logistic regression: which optimiser learns it, and with what
 * @param deepFm DeepFM
 */
public record RankerConfig(
    RankerKind kind, FtrlConfig ftrl, OptimiserConfig optimiser, DeepFmConfig deepFm)
    implements Serializable {

  public static RankerConfig defaults() {
    return new RankerConfig(
        RankerKind.FTRL,
        FtrlConfig.defaults(),
        OptimiserConfig.defaults(),
        DeepFmConfig.defaults());
  }

  public LogisticConfig logistic() {
    return new LogisticConfig(ftrl, optimiser);
  }

  /** The chosen model, without rows. */
  public RankingModel model() {
    return switch (kind) {
      case FTRL -> LogisticModel.ranker(logistic());
      case DEEPFM -> DeepFmModel.ranker(deepFm);
    };
  }
}
