package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardDecayTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private final ForwardDecay decay = new ForwardDecay(Duration.ofHours(1));

  @Test
  void anEventWeighsHalfAfterOneHalfLife() {
    assertThat(decay.weight(5 * HOUR, 0) / decay.weight(6 * HOUR, 0)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aSumIsTheSameUnderAnyLandmark() {
    double old = decay.weight(3 * HOUR, 0) + decay.weight(40 * HOUR, 0);
    double moved = decay.weight(3 * HOUR, 32 * HOUR) + decay.weight(40 * HOUR, 32 * HOUR);
    assertThat(old * decay.rescale(0, 32 * HOUR)).isCloseTo(moved, within(1e-9));
  }

  @Test
  void theLandmarkIsTheStartOfTheStep() {
    assertThat(decay.landmark(31 * HOUR)).isZero();
    assertThat(decay.landmark(33 * HOUR)).isEqualTo(32 * HOUR);
    assertThat(decay.landmark(-1)).isEqualTo(-32 * HOUR);
  }

  @Test
  void aHalfLifeOfZeroIsAnError() {
    assertThatThrownBy(() -> new ForwardDecay(Duration.ZERO))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("half-life");
  }
}
