package io.freshet.schemas.model;

import java.io.Serializable;

/**
 * What a logistic regression is learned with.
 *
 * @param ftrl for {@link OptimiserKind#FTRL}
 * @param optimiser which, and with what if it is another
 * @param crosses hashed features of the ranker
 */
public record LogisticConfig(FtrlConfig ftrl, OptimiserConfig optimiser, CrossConfig crosses)
    implements Serializable {
  /** FTRL-proximal without crosses. */
  public static LogisticConfig of(FtrlConfig ftrl) {
    return new LogisticConfig(ftrl, OptimiserConfig.defaults(), CrossConfig.defaults());
  }

  /** The form of the rows. */
  RowForm form() {
    OptimiserKind kind = optimiser.kind();
    return kind == OptimiserKind.FTRL ? new FtrlForm(ftrl) : new PlainForm(kind.columns());
  }
}
