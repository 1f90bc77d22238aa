package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoftmaxLearnerTest {
  private static final SoftmaxConfig CONFIG =
      new SoftmaxConfig(0.3, 0.07, 0.06, 0.01, 0, 0, 22, 2, 3, 5, 400);
  private final SoftmaxLearner learner = new SoftmaxLearner("sentiment", CONFIG);

  @Test
  void isTextbookAdaGrad() {
    Examples examples = new Examples(1);
    Naive naive = new Naive();
    for (int i = 0; i < 1_000; i++) {
      Example example = examples.text();
      learner.learn(example);
      naive.learn(example);
    }
    naive.w.forEach(
        (cell, w) -> {
          int label = learner.model().labelIndex(cell.substring(cell.indexOf('/') + 1));
          int feature = Integer.parseInt(cell.substring(0, cell.indexOf('/')));
          assertThat((double) learner.model().weight(feature, label)).isCloseTo(w, within(1e-3));
        });
  }

  @Test
  void learnsAndSaysHowWell() {
    Examples examples = new Examples(2);
    for (int i = 0; i < 1_000; i++) {
      learner.learn(examples.text());
    }
    Progress progress = learner.validation().progress(1, 77);
    assertThat(progress.getSubtask()).isEqualTo(1);
    assertThat(progress.getCount()).isEqualTo(1_000);
    assertThat(progress.getMetrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(progress.getMetrics()).containsKeys("macro-f1", "log-loss");
    assertThat(progress.getConfusion().values().stream().mapToLong(n -> n).sum()).isEqualTo(1_000);
  }

  @Test
  void aClassIsPredictedOnlyAfterItsFirstLabel() {
    Examples examples = new Examples(3);
    learner.learn(examples.text());
    assertThat(learner.validation().progress(0, 0).getMetrics().get("accuracy")).isZero();
    assertThat(learner.model().labels()).hasSize(1);
  }

  @Test
  void flushedDeltasAddUpToTheRowsBitForBit() {
    Examples examples = new Examples(4);
    Map<String, Double> sums = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      learner.learn(examples.text());
      if (i % 9 == 0 || i == 399) {
        learner.flush(
            delta -> {
              for (int c = 0; c < delta.getColumns().size(); c++) {
                String cell = delta.getKey() + '/' + delta.getColumns().get(c);
                sums.merge(cell, delta.getValues().get(2 * c), Double::sum);
              }
            });
      }
    }
    assertThat(sums).isNotEmpty();
    sums.forEach((cell, sum) -> assertThat(sum.floatValue()).isEqualTo(weight(cell)));
  }

  @Test
  void aRowWithAClassThatNobodyKnewHereDoesNotDisturbPendingDeltas() {
    Examples examples = new Examples(5);
    for (int i = 0; i < 20; i++) {
      learner.learn(examples.text());
    }
    SoftmaxModel other = new SoftmaxModel("sentiment");
    for (String label : List.of("a", "b", "c", "d", "e")) {
      other.set(7, other.labelIndex(label), 1, 1);
    }
    other.forEachRow(row -> learner.apply(row, List.of()));
    List<Integer> sizes = new ArrayList<>();
    learner.flush(delta -> sizes.add(delta.getColumns().size()));
    assertThat(sizes).isNotEmpty().allMatch(size -> size <= 3);
    assertThat(learner.model().weight(7, learner.model().labelIndex("e"))).isEqualTo(1);
  }

  private float weight(String cell) {
    int slash = cell.indexOf('/');
    int feature = SoftmaxModel.feature(cell.substring(0, slash));
    return learner.model().weight(feature, learner.model().labelIndex(cell.substring(slash + 1)));
  }

  private static final class Naive {
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Double> w = new HashMap<>();
    private final Map<String, Double> squares = new HashMap<>();

    void learn(Example example) {
      String truth = example.getLabel().orElseThrow();
      if (!labels.contains(truth)) {
        labels.add(truth);
      }
      List<Integer> features = new ArrayList<>(List.of(SoftmaxModel.BIAS_FEATURE));
      List<Float> values = new ArrayList<>(List.of(1f));
      features.addAll(example.getFeatures());
      values.addAll(example.getValues());
      double[] p = probabilities(features, values);
      for (int i = 0; i < features.size(); i++) {
        for (int c = 0; c < labels.size(); c++) {
          double residual = p[c] - (labels.get(c).equals(truth) ? 1 : 0);
          step(features.get(i) + "/" + labels.get(c), residual * values.get(i));
        }
      }
    }

    private void step(String cell, double loss) {
      double g = loss + CONFIG.l2() * w.getOrDefault(cell, 0.0);
      if (g != 0) {
        double sum = squares.merge(cell, g * g, Double::sum);
        w.merge(cell, -CONFIG.rate() * g / Math.sqrt(sum), Double::sum);
      }
    }

    private double[] probabilities(List<Integer> features, List<Float> values) {
      double[] p = new double[labels.size()];
      double sum = 0;
      for (int c = 0; c < p.length; c++) {
        for (int i = 0; i < features.size(); i++) {
          p[c] += w.getOrDefault(features.get(i) + "/" + labels.get(c), 0.0) * values.get(i);
        }
        p[c] = Math.exp(p[c]);
        sum += p[c];
      }
      for (int c = 0; c < p.length; c++) {
        p[c] /= sum;
      }
      return p;
    }
  }
}
