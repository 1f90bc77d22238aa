package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxModelTest {
  private final SoftmaxModel model = new SoftmaxModel("sentiment");

  @Test
  void probabilitiesAreTheSoftmaxOfTheScores() {
    model.set(7, model.labelIndex("positive"), 2, 0);
    model.set(SoftmaxModel.BIAS_FEATURE, model.labelIndex("negative"), 1, 0);
    double[] p = model.predict(new int[] {7, 99}, new float[] {0.5f, 1});
    double even = Math.exp(1) / (Math.exp(1) + Math.exp(1));
    assertThat(p).hasSize(2);
    assertThat(p[0]).isCloseTo(even, within(1e-9));
  }

  @Test
  void beforeTheFirstClassThereIsNothingToPredict() {
    assertThat(model.predict(new int[] {1}, new float[] {1})).isEmpty();
  }

  @Test
  void aClassThatComesLaterWidensOldRows() {
    model.set(1, model.labelIndex("a"), 1, 1);
    model.set(1, model.labelIndex("b"), 2, 4);
    assertThat(model.weight(1, 0)).isEqualTo(1);
    assertThat(model.squaredGradients(1, 1)).isEqualTo(4);
  }

  @Test
  void aViewThatAppliesTheRowsAnswersTheSameByLabel() {
    model.set(1, model.labelIndex("a"), 1, 1);
    model.set(SoftmaxModel.BIAS_FEATURE, model.labelIndex("b"), 2, 4);
    SoftmaxModel copy = new SoftmaxModel("sentiment");
    model.forEachRow(copy::apply);
    for (String label : List.of("a", "b")) {
      assertThat(copy.predict(new int[] {1}, new float[] {1})[copy.labelIndex(label)])
          .isEqualTo(model.predict(new int[] {1}, new float[] {1})[model.labelIndex(label)]);
    }
  }
}
