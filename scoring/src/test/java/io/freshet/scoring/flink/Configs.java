package io.freshet.scoring.flink;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.ScoringConfig;

/** Configurations of tests. */
final class Configs {
  private Configs() {}

  static ScoringConfig batches(int size, long deadlineMillis) {
    return ConfigFile.parse(
            "test",
            "scoring: {batch-size: %d, batch-deadline: %dms}".formatted(size, deadlineMillis))
        .section(ScoringConfig.SECTION, ScoringConfig.defaults());
  }
}
