package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeatureConfigTest {
  @Test
  void keysAreKebabCaseOverTheDefaults() {
    FeatureConfig config = Configs.with("history-length: 30", "session-gap: 5m");
    assertThat(config.historyLength()).isEqualTo(30);
    assertThat(config.sessionGap()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.negatives()).isEqualTo(FeatureConfig.defaults().negatives());
  }

  @Test
  void anErrorNamesKeyValueAndExpectation() {
    assertThatThrownBy(() -> Configs.with("example-history: 60"))
        .hasMessageContaining("features.example-history = 60, expected 0 to history-length (50)");
    assertThatThrownBy(() -> Configs.with("user-ttl: 1d"))
        .hasMessageContaining("features.user-ttl = PT24H, expected at least the attribution");
    assertThatThrownBy(() -> Configs.with("rate-beta: 0"))
        .hasMessageContaining("features.rate-beta = 0.0, expected more than 0");
    assertThatThrownBy(() -> Configs.with("negative-pool: 2"))
        .hasMessageContaining("features.negative-pool = 2, expected at least 20");
  }
}
