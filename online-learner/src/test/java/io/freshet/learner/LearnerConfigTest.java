package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LearnerConfigTest {
  @Test
  void aGivenKeyReplacesItsDefault() {
    LearnerConfig config = read("learner:\n  sync-interval: 50ms\n");
    assertThat(config.syncInterval()).isEqualTo(Duration.ofMillis(50));
    assertThat(config.rowTtl()).isEqualTo(LearnerConfig.defaults().rowTtl());
  }

  @Test
  void aWrongValueIsNamed() {
    assertThatThrownBy(() -> read("learner:\n  admission-count: 0\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("learner.admission-count = 0, expected at least 1");
    assertThatThrownBy(() -> read("learner:\n  validation-share: 1.5\n"))
        .hasMessageContaining("learner.validation-share = 1.5, expected in [0, 1]");
  }

  private static LearnerConfig read(String yaml) {
    return ConfigFile.parse("test", yaml).section("learner", LearnerConfig.defaults());
  }
}
