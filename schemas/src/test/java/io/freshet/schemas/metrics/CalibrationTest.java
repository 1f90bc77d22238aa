package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Calibration calibration = new Calibration();

  /** Two bins: 4 at 0.9 with 2 right, 1 at 0.3 that is right. */
  @Test
  void theErrorIsTheWeightedGapOfTheBins() {
    for (int i = 0; i < 4; i++) {
      calibration.add(0.9, i < 2);
    }
    calibration.add(0.3, true);
    assertThat(calibration.expectedError()).isCloseTo((4 * 0.4 + 0.7) / 5, within(1e-12));
    assertThat(calibration.bins()).hasSize(2);
    assertThat(calibration.bins().get(1).accuracy()).isEqualTo(0.5);
    assertThat(calibration.bins().get(1).confidence()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void takesTheEndsOfTheScale() {
    calibration.add(0, false);
    calibration.add(1, true);
    assertThat(calibration.expectedError()).isZero();
    assertThat(new Calibration().expectedError()).isZero();
  }

  /** Of predictions that mean what they say only noise is left. */
  @Test
  void aCalibratedForecastHasNoErrorAndAnOverconfidentOneHasItsOwn() {
    Random random = new Random(2);
    Calibration overconfident = new Calibration();
    for (int i = 0; i < 100_000; i++) {
      double p = random.nextDouble();
      boolean happens = random.nextDouble() < p;
      calibration.add(p, happens);
      overconfident.add(Math.min(1, p + 0.1), happens);
    }
    assertThat(calibration.expectedError()).isLessThan(0.01);
    assertThat(overconfident.expectedError()).isCloseTo(0.095, within(0.01));
  }

  @Test
  void partsMergeToTheWholeAndSurviveTheirSnapshot() {
    Random random = new Random(4);
    Calibration left = calibration.fresh();
    Calibration right = calibration.fresh();
    for (int i = 0; i < 500; i++) {
      double p = random.nextDouble();
      boolean happens = random.nextBoolean();
      calibration.add(p, happens);
      (i % 3 == 0 ? left : right).add(p, happens);
    }
    left.merge(Calibration.restore(right.snapshot()));
    assertThat(left.count()).isEqualTo(500);
    assertThat(left.snapshot()).containsExactly(calibration.snapshot(), within(1e-9));
  }
}
