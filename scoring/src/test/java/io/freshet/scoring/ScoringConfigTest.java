package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScoringConfigTest {
  @Test
  void defaultsSurviveTheirTextForm() {
    String yaml = ConfigFile.toYaml(ScoringConfig.SECTION, ScoringConfig.defaults());

    assertThat(read(yaml)).isEqualTo(ScoringConfig.defaults());
  }

  @Test
  void keysAreReadOverTheDefaults() {
    ScoringConfig config =
        read("scoring: {list-size: 7, batch-deadline: 9ms, candidates: {new-items: 0}}");

    assertThat(config.listSize()).isEqualTo(7);
    assertThat(config.batchDeadline()).isEqualTo(Duration.ofMillis(9));
    assertThat(config.candidates().newItems()).isZero();
    assertThat(config.candidates().popular()).isEqualTo(20);
  }

  @Test
  void errorsNameKeyAndValue() {
    assertError("scoring: {list-size: 0}", "scoring.list-size = 0, expected at least 1");
    assertError("scoring: {exploration: 1.5}", "scoring.exploration = 1.5, expected in [0, 1]");
    assertError("scoring: {variants: {freshet: 0.5, magic: 0.5}}", "scoring.variants = magic");
    assertError("scoring: {variants: {freshet: 0.5}}", "expected shares that add up to 1");
    assertError("scoring: {feed: {port: 70000}}", "scoring.feed.port = 70000");
  }

  private static ScoringConfig read(String yaml) {
    return ConfigFile.parse("test", yaml).section(ScoringConfig.SECTION, ScoringConfig.defaults());
  }

  private static void assertError(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
