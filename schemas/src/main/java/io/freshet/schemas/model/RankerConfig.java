package io.freshet.schemas.model;

import java.io.Serializable;

/**
 * Keys {@code models.ranker}.
 *
 * @param kind which of the models below ranks; the other is not learned
 * @param ftrl logistic regression by FTRL-proximal
 * @param deepFm DeepFM
 */
public record RankerConfig(RankerKind kind, FtrlConfig ftrl, DeepFmConfig deepFm)
    implements Serializable {

  public static RankerConfig defaults() {
    return new RankerConfig(RankerKind.FTRL, FtrlConfig.defaults(), DeepFmConfig.defaults());
  }

  /** The chosen model, without rows. */
  public RankingModel model() {
    return switch (kind) {
      case FTRL -> LogisticModel.ranker(ftrl);
      case DEEPFM -> DeepFmModel.ranker(deepFm);
    };
  }
}
