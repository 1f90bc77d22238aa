package io.freshet.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "5m, PT5M",
    "12h, PT12H",
    "7d, PT168H",
    "99999999999d, PT2399999999976H",
    "0s, PT0S",
    "' 3 s ', PT3S"
  })
  void readsWhatPeopleWrite(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.25S, 250ms",
    "PT10S, 10s",
    "PT1M30S, 90s",
    "PT5M, 5m",
    "PT12H, 12h",
    "PT168H, 7d",
    "PT1.001S, 1001ms",
    "PT0S, 0d"
  })
  void writesTheShortestForm(Duration duration, String expected) {
    assertThat(DurationText.format(duration)).isEqualTo(expected);
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(5);
    for (int round = 0; round < 1_000; round++) {
      Duration duration = Duration.ofMillis(random.nextLong(1L << (1 + round % 36)));
      assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "-5s",
        "1.5s",
        "10 sec",
        "1w",
        "1h30m",
        "99999999999999999999s",
        "9223372036854775807d"
      })
  void namesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessage("duration '%s', expected a number and a unit: 250ms, 10s, 5m, 12h or 7d", text);
  }
}
