package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class weights, label smoothing and labels that say no. */
class SoftmaxFeedbackTest {
  private static final String TASK = "topic";
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final int FEATURE = 5;
  private static final float X = 0.5f;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void theGradientOfALabelIsTheSlopeOfItsSmoothedLoss(double smoothing) {
    SoftmaxLearner learner = prepared(config(0, smoothing));
    double slope =
        slope(
            learner.model(),
            p -> {
              double loss = 0;
              for (int c = 0; c < p.length; c++) {
                double target = smoothing / p.length + (c == 1 ? 1 - smoothing : 0);
                loss -= target * Math.log(p[c]);
              }
              return loss;
            });
    assertThat(gradient(learner, example("b", false))).isCloseTo(slope, within(1e-4));
  }

  @Test
  void theGradientOfALabelThatSaysNoIsTheSlopeOfItsLoss() {
    SoftmaxLearner learner = prepared(config(0.5, 0.1));
    double slope = slope(learner.model(), p -> -Math.log(1 - p[1]));
    assertThat(slope).isPositive();
    assertThat(gradient(learner, example("b", true))).isCloseTo(slope, within(1e-4));
  }

  @Test
  void aLabelThatSaysNoMovesTheOthersByTheirShares() {
    SoftmaxLearner learner = prepared(config(0, 0));
    double[] before = predict(learner);
    for (int i = 0; i < 200; i++) {
      learner.learn(example("b", true));
    }
    double[] after = predict(learner);
    assertThat(after[1]).isLessThan(0.05);
    assertThat(after[0] + after[2]).isGreaterThan(before[0] + before[2]);
  }

  @Test
  void aLabelThatSaysNoKnowsNoClassAndCountsAsNoTest() {
    SoftmaxLearner learner = new SoftmaxLearner(TASK, config(1, 0));
    learner.learn(example("a", true));
    assertThat(learner.model().labels()).isEmpty();
    learner.learn(example("a", false));
    learner.learn(example("a", true));
    assertThat(learner.model().labels()).containsExactly("a");
    assertThat(learner.validation().progress(0, 0).getCount()).isEqualTo(1);
    assertThat(learner.model().weight(SoftmaxModel.COUNTS_FEATURE, 0)).isEqualTo(1);
  }

  @Test
  void rareClassesWeighMore() {
    SoftmaxLearner learner = prepared(config(1, 0));
    SoftmaxModel model = learner.model();
    for (int c = 0; c < 3; c++) {
      model.set(SoftmaxModel.COUNTS_FEATURE, c, List.of(60f, 30f, 10f).get(c), 0);
    }
    assertThat(model.classWeight(0, 0)).isEqualTo(1);
    assertThat(model.classWeight(0, 1)).isCloseTo(100 / 180.0, within(1e-9));
    assertThat(model.classWeight(2, 1)).isCloseTo(100 / 30.0, within(1e-9));
    assertThat(model.classWeight(2, 0.5)).isCloseTo(Math.sqrt(100 / 30.0), within(1e-9));
    model.set(SoftmaxModel.COUNTS_FEATURE, 2, 0.01f, 0);
    assertThat(model.classWeight(2, 1)).isEqualTo(SoftmaxModel.MAX_CLASS_WEIGHT);
  }

  @Test
  void onAnUnbalancedStreamBalanceRaisesMacroF1() {
    double plain = macroF1(config(0, 0));
    double balanced = macroF1(config(0.5, 0));
    assertThat(balanced).isGreaterThan(plain + 0.02);
  }

  @Test
  void parallelLearnersAgreeOnTheCountsAndARestoredOneGoesOn() {
    SoftmaxLearner[] learners = {
      new SoftmaxLearner(TASK, config(1, 0.1)), new SoftmaxLearner(TASK, config(1, 0.1))
    };
    SoftmaxModel merged = new SoftmaxModel(TASK);
    Map<String, Integer> truth = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      Example example = unbalanced();
      learners[i % 2].learn(example);
      truth.merge(example.getLabel().orElseThrow(), 1, Integer::sum);
      if (i % 20 == 19) {
        sync(merged, learners);
      }
    }
    SoftmaxLearner restored = new SoftmaxLearner(TASK, config(1, 0.1));
    merged.forEachRow(row -> restored.apply(row, List.of()));
    for (SoftmaxLearner learner : List.of(learners[0], learners[1], restored)) {
      truth.forEach((label, count) -> assertThat(count(learner.model(), label)).isEqualTo(count));
    }
    Example next = example("b", false);
    assertThat(step(restored, next)).isCloseTo(step(learners[0], next), within(1e-5));
  }

  private interface Loss {
    double of(double[] probabilities);
  }

  private static SoftmaxConfig config(double balance, double smoothing) {
    return new SoftmaxConfig(0.3, 0.07, 0.06, 0, balance, smoothing, 22, 2, 3, 5, 400);
  }

  private SoftmaxLearner prepared(SoftmaxConfig config) {
    SoftmaxLearner learner = new SoftmaxLearner(TASK, config);
    for (int c = 0; c < CLASSES.size(); c++) {
      learner.model().set(FEATURE, learner.model().labelIndex(CLASSES.get(c)), 0.4f * c, 0);
    }
    return learner;
  }

  /** Of b's weight, by AdaGrad's first step from G = 0, whose growth is the squared gradient. */
  private static double gradient(SoftmaxLearner learner, Example example) {
    float before = learner.model().weight(FEATURE, 1);
    learner.learn(example);
    double size = Math.sqrt(learner.model().squaredGradients(FEATURE, 1));
    return learner.model().weight(FEATURE, 1) < before ? size : -size;
  }

  /** Of the loss by b's weight, by a central difference. */
  private static double slope(SoftmaxModel model, Loss loss) {
    float w = model.weight(FEATURE, 1);
    float h = 1e-2f;
    model.set(FEATURE, 1, w + h, 0);
    double above = loss.of(model.predict(new int[] {FEATURE}, new float[] {X}));
    model.set(FEATURE, 1, w - h, 0);
    double below = loss.of(model.predict(new int[] {FEATURE}, new float[] {X}));
    model.set(FEATURE, 1, w, 0);
    return (above - below) / (2 * h);
  }

  private static double[] predict(SoftmaxLearner learner) {
    return learner.model().predict(new int[] {FEATURE}, new float[] {X});
  }

  private static double step(SoftmaxLearner learner, Example example) {
    float before = learner.model().weight(FEATURE, learner.model().labelIndex("b"));
    learner.learn(example);
    return learner.model().weight(FEATURE, learner.model().labelIndex("b")) - before;
  }

  private static int count(SoftmaxModel model, String label) {
    return (int) model.weight(SoftmaxModel.COUNTS_FEATURE, model.labelIndex(label));
  }

  private static void sync(SoftmaxModel merged, SoftmaxLearner[] learners) {
    List<RowDelta> deltas = new ArrayList<>();
    for (SoftmaxLearner learner : learners) {
      learner.flush(deltas::add);
    }
    deltas.forEach(merged::add);
    List<ParameterRow> rows = new ArrayList<>();
    merged.forEachRow(rows::add);
    for (SoftmaxLearner learner : learners) {
      rows.forEach(row -> learner.apply(row, List.of()));
    }
  }

  private double macroF1(SoftmaxConfig config) {
    random.setSeed(11);
    SoftmaxLearner learner = new SoftmaxLearner(TASK, config);
    ClassificationMetrics metrics = new ClassificationMetrics();
    for (int i = 0; i < 6_000; i++) {
      Example example = unbalanced();
      if (i >= 1_000) {
        test(learner, example, metrics);
      }
      learner.learn(example);
    }
    return metrics.macroF1();
  }

  private static void test(SoftmaxLearner learner, Example example, ClassificationMetrics metrics) {
    double[] p = learner.model().predict(ints(example.getFeatures()), floats(example.getValues()));
    int best = 0;
    for (int c = 1; c < p.length; c++) {
      best = p[c] > p[best] ? c : best;
    }
    String truth = example.getLabel().orElseThrow();
    int index = learner.model().labels().indexOf(truth);
    metrics.add(truth, learner.model().labels().get(best), index < 0 ? 0 : p[index]);
  }

  /** 90, 7 and 3 % of the texts; words tell of the class, and most are shared. */
  private Example unbalanced() {
    int draw = random.nextInt(100);
    int truth = draw < 90 ? 0 : draw < 97 ? 1 : 2;
    List<Integer> features = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      boolean telling = random.nextInt(100) < 25;
      features.add(telling ? 100 * (truth + 1) + random.nextInt(30) : random.nextInt(400));
    }
    return text(CLASSES.get(truth), false, features);
  }

  private static Example example(String label, boolean negated) {
    return text(label, negated, List.of(FEATURE));
  }

  private static Example text(String label, boolean negated, List<Integer> features) {
    return Example.newBuilder()
        .setId("e")
        .setKind(ExampleKind.TEXT)
        .setKey("t")
        .setEventTime(1)
        .setIngestTime(1)
        .setTask(TASK)
        .setLabel(label)
        .setNegated(negated)
        .setFeatures(features)
        .setValues(features.stream().map(feature -> X).toList())
        .build();
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static float[] floats(List<Float> values) {
    float[] copy = new float[values.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.get(i);
    }
    return copy;
  }
}
