package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundNumbersAroundTheValues() {
    Axis axis = Axis.around(0.103, 0.188);
    assertThat(axis.ticks().toArray())
        .containsExactly(new double[] {0.1, 0.12, 0.14, 0.16, 0.18, 0.2}, within(1e-12));
    assertThat(axis.ticks().mapToObj(axis::label)).startsWith("0.10", "0.12");
    assertThat(axis.position(0.15)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void countsStartAtZeroAndEndWithTheLast() {
    Axis axis = Axis.upTo(14_841);
    assertThat(axis.ticks().mapToObj(axis::label)).containsExactly("0", "5,000", "10,000");
    assertThat(axis.position(14_841)).isEqualTo(1);
  }

  @Test
  void oneValueHasRoom() {
    Axis axis = Axis.around(3, 3);
    assertThat(axis.low()).isLessThan(3);
    assertThat(axis.high()).isGreaterThan(3);
  }

  @Test
  void everyValueLiesOnTheAxisBetweenThreeAndEightTicks() {
    Random random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      double least = random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4);
      double greatest = least + Math.abs(random.nextGaussian()) + 1e-3;
      Axis axis = Axis.around(least, greatest);
      assertThat(axis.position(least)).isBetween(-1e-9, 1.0);
      assertThat(axis.position(greatest)).isBetween(0.0, 1 + 1e-9);
      assertThat(axis.ticks().count()).isBetween(3L, 8L);
    }
  }
}
