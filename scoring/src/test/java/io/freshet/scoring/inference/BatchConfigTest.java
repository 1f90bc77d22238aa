package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchConfigTest {
  private static final Duration TIME = Duration.ofMillis(5);
  private static final Duration PAST = Duration.ofMillis(-1);

  @Test
  void errorsNameKeyAndValue() {
    assertRefused(0, TIME, TIME, 1, 1, "size = 0, expected at least 1");
    assertRefused(1, PAST, TIME, 1, 1, "deadline = PT-0.001S, expected 0 or more");
    assertRefused(1, TIME, PAST, 1, 1, "target-p99 = PT-0.001S, expected 0 or more");
    assertRefused(1, TIME, TIME, 0, 1, "in-flight = 0, expected at least 1");
    assertRefused(1, TIME, TIME, 1, 0, "failure-limit = 0, expected at least 1");
  }

  private static void assertRefused(
      int size, Duration deadline, Duration target, int inFlight, int failures, String message) {
    assertThatThrownBy(() -> new BatchConfig(size, deadline, target, inFlight, true, failures))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}
