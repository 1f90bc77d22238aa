package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.ParameterRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingScoresTest {
  private final Random random = new Random(3);
  private final EmbeddingModel model = new EmbeddingModel(EmbeddingConfig.defaults());

  @Test
  void areThoseOfTheModelForUserAfterUser() {
    for (int item = 0; item < 200; item++) {
      model.apply(row("items-out-32", "i" + item, 35));
      model.describe("i" + item, List.of("t" + random.nextInt(90), "s" + random.nextInt(9)));
    }
    EmbeddingScores scores = new EmbeddingScores(model);
    for (int user = 0; user < 50; user++) {
      model.apply(row("terms-out-32", "t" + random.nextInt(90), 33));
      float[] vector = vector();
      scores.look(vector);
      for (int item = 0; item < 200; item++) {
        assertThat(scores.of(model.find("i" + item)))
            .isEqualTo(model.score(vector, model.find("i" + item)));
      }
    }
    assertThat(scores.of(RowTable.ABSENT)).isZero();
  }

  private float[] vector() {
    float[] vector = new float[32];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private ParameterRow row(String table, String key, int columns) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      values.add((float) random.nextGaussian());
    }
    return ParameterRow.newBuilder()
        .setModel(EmbeddingModel.MODEL)
        .setTable(table)
        .setKey(key)
        .setValues(values)
        .build();
  }
}
