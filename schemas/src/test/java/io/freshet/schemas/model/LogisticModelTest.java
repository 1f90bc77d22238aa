package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticModelTest {
  private static final LogisticConfig CONFIG = LogisticConfig.of(new FtrlConfig(0.1, 1, 0.5, 0.2));
  private final LogisticModel model = new LogisticModel("m", CONFIG, List.of("a", "b"), 4);

  @Test
  void aWeightIsTheProximalStepOfItsRow() {
    model.set(0, -2, 9);
    assertThat((double) model.weight(0)).isCloseTo((2 - 0.5) / ((1 + 3) / 0.1 + 0.2), within(1e-6));
  }

  @Test
  void aCoordinateWithinL1HasNoWeight() {
    model.set(0, 0.5f, 9);
    assertThat(model.weight(0)).isZero();
  }

  @Test
  void denseAndSparsePredictionsAgree() {
    model.set(0, -2, 9);
    model.set(1, 3, 4);
    assertThat(model.predict(new float[] {2, 0.5f}))
        .isCloseTo(model.predict(new int[] {0, 1}, new float[] {2, 0.5f}), within(1e-6));
  }

  @Test
  void withoutRowsEverythingIsEven() {
    assertThat(model.predict(new float[] {1, 1})).isEqualTo(0.5);
  }

  @Test
  void aViewThatAppliesTheRowsAnswersTheSame() {
    model.set(model.find("#12"), -4, 16);
    LogisticModel copy = new LogisticModel("m", CONFIG, List.of("a", "b"), 4);
    model.forEachRow(copy::apply);
    assertThat(copy.predict(new int[] {copy.find("#12")}, new float[] {1}))
        .isEqualTo(model.predict(new int[] {model.find("#12")}, new float[] {1}));
  }
}
