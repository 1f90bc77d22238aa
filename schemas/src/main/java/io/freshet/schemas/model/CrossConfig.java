package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.List;

/**
 * Keys {@code models.ranker.crosses}.
 *
 * @param features crosses such as {@code last-item*item}: fields of {@link FeatureCrosses}, joined
 *     by {@code *}
 * @param hashBits crosses are hashed to 2^hashBits weights
 */
public record CrossConfig(List<String> features, int hashBits) implements Serializable {
  public CrossConfig {
    features = List.copyOf(features);
    for (String cross : features) {
      ConfigException.require(
          FeatureCrosses.isCross(cross),
          "models.ranker.crosses.features",
          cross,
          "fields joined by '*', each one of " + FeatureCrosses.FIELDS);
    }
    ConfigException.require(
        hashBits >= 8 && hashBits <= 24, "models.ranker.crosses.hash-bits", hashBits, "8 to 24");
  }

  public static CrossConfig defaults() {
    return new CrossConfig(List.of("item"), 18);
  }
}
