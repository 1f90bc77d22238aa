package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.ParameterRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @Test
  void scoresBeginWithTheOffsetsAndAddTheVectorsProduct() {
    String key = TextEmbeddings.key("encoder/1", 2);
    int positive = model.labelIndex("positive");
    model.embeddings().of(key).weights(positive)[1] = 3;
    double[] p =
        model.predict(
            new int[] {}, new float[] {}, key, new float[] {5, 0.5f}, Map.of("negative", 1f));
    assertThat(model.labels()).containsExactly("positive", "negative");
    assertThat(Math.log(p[0] / p[1])).isCloseTo(1.5 - 1, within(1e-9));
  }

  @Test
  void rowsOfVectorsGoThroughTheirFlatForm() {
    String key = TextEmbeddings.key("encoder/1", 2);
    model.set(1, model.labelIndex("a"), 1, 1);
    int b = model.labelIndex("b");
    model.embeddings().of(key).weights(b)[0] = 2;
    model.embeddings().of(key).squaredGradients(b)[1] = 7;
    List<ParameterRow> rows = new ArrayList<>();
    model.forEachRow(rows::add);
    ParameterRow row = rows.get(1);
    assertThat(row.getKey()).isEqualTo("embedding/2/encoder/1");
    assertThat(row.getColumns()).containsExactly("b");
    assertThat(row.getValues()).containsExactly(2f, 0f, 0f, 7f);
    assertThat(RowKey.parse(RowKey.of(row).toString())).isEqualTo(RowKey.of(row));
    SoftmaxModel copy = new SoftmaxModel("sentiment");
    rows.forEach(copy::apply);
    rows.forEach(copy::apply);
    int same = copy.labelIndex("b");
    assertThat(copy.embeddings().of(key).weights(same)).containsExactly(2, 0);
    assertThat(copy.embeddings().of(key).squaredGradients(same)).containsExactly(0, 7);
  }
}
