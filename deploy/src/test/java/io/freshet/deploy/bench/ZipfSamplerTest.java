package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfSamplerTest {
  /** Of 3 ranks with s = 1: 6/11, 3/11, 2/11. */
  @Test
  void drawsRanksByTheirShares() {
    ZipfSampler sampler = new ZipfSampler(3, 1);
    SplittableRandom random = new SplittableRandom(1);
    double[] share = new double[3];
    for (int i = 0; i < 110_000; i++) {
      share[sampler.sample(random)] += 1.0 / 110_000;
    }
    assertThat(share[0]).isCloseTo(6.0 / 11, within(0.01));
    assertThat(share[1]).isCloseTo(3.0 / 11, within(0.01));
    assertThat(share[2]).isCloseTo(2.0 / 11, within(0.01));
  }
}
