package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogsTest {
  @Test
  void isTheLogarithmOfTheLibrary() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      double x = Math.pow(10, 26 * random.nextDouble() - 18);
      assertThat(Logs.log1p(x)).isCloseTo(Math.log1p(x), withinPercentage(1e-13));
    }
    assertThat(Logs.log1p(0)).isZero();
  }
}
