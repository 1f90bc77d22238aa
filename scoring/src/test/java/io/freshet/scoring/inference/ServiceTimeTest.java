package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServiceTimeTest {
  private final ServiceTime time = new ServiceTime();

  @Test
  void aLineIsFoundExactly() {
    for (int n = 1; n <= 50; n++) {
      time.observe(n, 2_000 + 100 * n);
    }

    assertThat(time.of(1)).isCloseTo(2_100, within(1e-6));
    assertThat(time.of(200)).isCloseTo(22_000, within(1e-6));
  }

  @Test
  void ofOneSizeOnlyTheMeanIsKnown() {
    time.observe(8, 1_000);
    time.observe(8, 1_000);

    assertThat(time.of(1)).isEqualTo(1_000);
    assertThat(time.of(64)).isEqualTo(1_000);
  }

  @Test
  void aModelThatBecameSlowIsFollowed() {
    for (int i = 0; i < 1_000; i++) {
      time.observe(1 + i % 10, 1_000);
    }
    for (int i = 0; i < 300; i++) {
      time.observe(1 + i % 10, 5_000);
    }

    assertThat(time.of(5)).isCloseTo(5_000, within(50.0));
  }

  @Test
  void noBatchTakesLessThanAnEmptyOne() {
    time.observe(1, 5_000);
    time.observe(10, 1_000);

    assertThat(time.of(100)).isGreaterThan(0).isEqualTo(time.of(1));
  }
}
