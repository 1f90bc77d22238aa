package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningMeanTest {
  private final RunningMean mean = new RunningMean();

  @Test
  void nothingIsZero() {
    assertThat(mean.mean()).isZero();
    assertThat(mean.recentMean(5_000)).isZero();
  }

  @Test
  void theWindowForgetsAndTheMeanDoesNot() {
    mean.add(1_000, 1);
    mean.add(10_500, 0);

    assertThat(mean.recentMean(15_999)).isEqualTo(0.5);
    assertThat(mean.recentMean(16_000)).isZero();
    assertThat(mean.recentCount(16_000)).isEqualTo(1);
    assertThat(mean.mean()).isEqualTo(0.5);
    assertThat(mean.count()).isEqualTo(2);
  }

  @Test
  void aLongSilenceEmptiesTheWindow() {
    mean.add(1_000, 1);
    mean.add(1_000_000_000_000L, 3);

    assertThat(mean.recentMean(1_000_000_000_000L)).isEqualTo(3);
    assertThat(mean.recentCount(1_000_000_000_000L)).isEqualTo(1);
  }
}
