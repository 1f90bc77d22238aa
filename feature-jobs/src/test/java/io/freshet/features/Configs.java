package io.freshet.features;

import io.freshet.schemas.config.ConfigFile;

/** Configurations for tests: the defaults but for some keys. */
public final class Configs {
  private Configs() {}

  /**
   * @param overrides {@code key: value}, one after the other
   */
  public static FeatureConfig with(String... overrides) {
    String yaml = "features: {" + String.join(", ", overrides) + "}";
    return ConfigFile.parse("test", yaml).section("features", FeatureConfig.defaults());
  }
}
