package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.model.SeededRows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient that a step was made with, which is the root of what G grew by, against central
 * differences of the loss, computed from predictions.
 */
class DeepFmGradientTest {
  private static final float[] LABELS = {0, 1, 0};
  private static final RankingInput LIST =
      RankingLists.after("x").because("a", "x", 1, 0.3f).with("b", 1, 0.8f).with("c", 1, 0.1f);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTableIsChangedByTheGradientOfTheLoss(boolean listwise) {
    DeepFmConfig config =
        new DeepFmConfig(4, List.of(8, 6), 1e-3, 1e-3, 0.1, 0, 0, 1e6, 1, listwise, 0, 42);
    DeepFmModel before = scattered(config);
    DeepFmModel after = scattered(config);
    new DeepFmLearner(after, 1).learn(LIST, LABELS, true, 1, 1);
    for (DeepFmField field : DeepFmField.values()) {
      assertGradients(before, before.rows(field), after.rows(field), listwise);
    }
    assertGradients(before, before.linear(), after.linear(), listwise);
    for (int l = 0; l < before.network().layers().size(); l++) {
      SeededRows layer = before.network().layers().get(l);
      assertGradients(before, layer, after.network().layers().get(l), listwise);
    }
  }

  private static void assertGradients(
      DeepFmModel model, SeededRows before, SeededRows after, boolean listwise) {
    int biases = before == model.linear() ? model.biasRow() : SeededRows.ABSENT;
    for (int i = 0; i < before.bound() * before.width(); i++) {
      if (i / before.width() != biases) {
        double size = Math.sqrt(after.squares()[i]);
        double gradient = after.weights()[i] > before.weights()[i] ? -size : size;
        assertThat(gradient)
            .as("%s/%s, %d", before.table(), before.key(i / before.width()), i % before.width())
            .isCloseTo(difference(model, before.weights(), i, listwise), within(5e-3));
      }
    }
  }

  private static double difference(DeepFmModel model, float[] weights, int at, boolean listwise) {
    float value = weights[at];
    weights[at] = value + 1e-2f;
    double above = loss(model, listwise);
    weights[at] = value - 1e-2f;
    double below = loss(model, listwise);
    weights[at] = value;
    return (above - below) / 2e-2;
  }

  private static double loss(DeepFmModel model, boolean listwise) {
    double loss = 0;
    for (int head = 0; head < DeepFmModel.HEADS; head++) {
      double odds = 0;
      for (int i = 0; i < LIST.size(); i++) {
        double logit = model.logits(LIST, i)[head];
        double p = LogisticModel.sigmoid(logit);
        odds += Math.exp(logit);
        if (listwise) {
          loss -= LABELS[i] * logit;
        } else {
          loss -= LABELS[i] > 0 ? Math.log(p) : Math.log(1 - p);
        }
      }
      loss += listwise ? Math.log(odds) : 0;
    }
    return loss;
  }

  /** A model that knows the list; its units are away from the bend of the rectifier. */
  private static DeepFmModel scattered(DeepFmConfig config) {
    DeepFmModel model = new DeepFmModel(config, List.of("one", "two"));
    Random random = new Random(9);
    for (DeepFmField field : DeepFmField.values()) {
      for (int i = 0; i < LIST.size(); i++) {
        String value = field.value(LIST, i);
        if (!value.isEmpty()) {
          model.rows(field).findOrCreate(value);
        }
      }
      scatter(model.rows(field), 0.3, random);
    }
    scatter(model.linear(), 0.3, random);
    for (int l = 0; l < model.network().layers().size(); l++) {
      SeededRows layer = model.network().layers().get(l);
      scatter(layer, 0.1, random);
      for (int j = 0; j < layer.width(); j++) {
        int at = model.network().inputs(l) * layer.width() + j;
        layer.weights()[at] = l < 2 ? (j % 3 == 0 ? -1 : 1) : 0;
      }
    }
    return model;
  }

  private static void scatter(SeededRows rows, double deviation, Random random) {
    for (int i = 0; i < rows.bound() * rows.width(); i++) {
      rows.weights()[i] = (float) (deviation * random.nextGaussian());
    }
  }
}
