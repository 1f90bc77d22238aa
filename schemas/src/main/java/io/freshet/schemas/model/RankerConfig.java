package io.freshet.schemas.model;

import java.io.Serializable;

/**
 * Keys {@code models.ranker}.
 *
 * @param kind which of the models below ranks; the other is not learned
 * @param ftrl logistic regression: what FTRL-proximal learns it with
 * @param optimiser logistic regression: which optimiser learns it, and with what
 * @param crosses logistic regression: hashed features beside those of the candidate
 * @param deepFm DeepFM
 */
public record RankerConfig(
    RankerKind kind,
    FtrlConfig ftrl,
    OptimiserConfig optimiser,
    CrossConfig crosses,
    DeepFmConfig deepFm)
    implements Serializable {

  public static RankerConfig defaults() {
    return new RankerConfig(
        RankerKind.FTRL,
        FtrlConfig.defaults(),
        OptimiserConfig.defaults(),
        CrossConfig.defaults(),
        DeepFmConfig.defaults());
  }

  public LogisticConfig logistic() {
    return new LogisticConfig(ftrl, optimiser, crosses);
  }

  /** The chosen model, without rows. */
  public RankingModel model() {
    return switch (kind) {
      case FTRL -> LogisticModel.ranker(logistic());
      case DEEPFM -> DeepFmModel.ranker(deepFm);
    };
  }
}
