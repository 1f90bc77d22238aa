package io.freshet.deploy.evaluate;

import io.freshet.features.FeatureConfig;
import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.scoring.ScoringConfig;

/** The sections of the configuration file that say what is learned and served. */
public record LoopConfig(
    FeatureConfig features, ModelsConfig models, LearnerConfig learner, ScoringConfig scoring) {
  public static LoopConfig of(ConfigFile file) {
    return new LoopConfig(
        file.section("features", FeatureConfig.defaults()),
        file.section("models", ModelsConfig.defaults()),
        file.section("learner", LearnerConfig.defaults()),
        file.section(ScoringConfig.SECTION, ScoringConfig.defaults()));
  }

  /** All of it, every key included. */
  String toYaml() {
    return ConfigFile.toYaml("features", features)
        + ConfigFile.toYaml("models", models)
        + ConfigFile.toYaml("learner", learner)
        + ConfigFile.toYaml(ScoringConfig.SECTION, scoring);
  }
}
