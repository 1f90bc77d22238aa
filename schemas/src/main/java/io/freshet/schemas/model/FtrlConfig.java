package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;

/**
 * Keys {@code models.ranker.ftrl}: FTRL-proximal.
 *
 * @param alpha learning rate α
 * @param beta β, added to √n
 * @param l1 λ₁: a coordinate with |z| up to this has weight 0
 * @param l2 λ₂
 */
public record FtrlConfig(double alpha, double beta, double l1, double l2) implements Serializable {
  public FtrlConfig {
    ConfigException.require(alpha > 0, "models.ranker.ftrl.alpha", alpha, "more than 0");
    ConfigException.require(beta >= 0, "models.ranker.ftrl.beta", beta, "0 or more");
    ConfigException.require(l1 >= 0, "models.ranker.ftrl.l1", l1, "0 or more");
    ConfigException.require(l2 >= 0, "models.ranker.ftrl.l2", l2, "0 or more");
  }

  public static FtrlConfig defaults() {
    return new FtrlConfig(0.1, 1, 0, 0.01);
  }
}
