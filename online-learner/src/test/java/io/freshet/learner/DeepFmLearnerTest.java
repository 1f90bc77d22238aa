package io.freshet.learner;

import static io.freshet.schemas.model.DeepFmModel.CLICK;
import static io.freshet.schemas.model.DeepFmModel.CONVERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.metrics.LogLoss;
import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeepFmLearnerTest {
  private static final DeepFmConfig POINTWISE = config(false, 0);
  private static final DeepFmConfig LISTWISE = config(true, 0);

  private final Random random = new Random(11);

  @Test
  void learnsWhatOnlyThePairOfTwoValuesTells() {
    DeepFmLearner learner = learner(POINTWISE);
    for (int i = 0; i < 6000; i++) {
      boolean a = random.nextBoolean();
      boolean b = random.nextBoolean();
      learner.learn(pair(a, b), label(a != b), false, 1, i);
    }
    learner.flush(delta -> {});
    assertThat(probability(learner, pair(true, true))).isLessThan(0.1);
    assertThat(probability(learner, pair(false, false))).isLessThan(0.1);
    assertThat(probability(learner, pair(true, false))).isGreaterThan(0.9);
    assertThat(probability(learner, pair(false, true))).isGreaterThan(0.9);
  }

  @Test
  void isCloserToAGeneratingModelOfPairsThanLogisticRegression() {
    DeepFmLearner learner = learner(POINTWISE);
    LogisticConfig config = LogisticConfig.of(FtrlConfig.defaults());
    LogisticModel logistic = new LogisticModel("l", config, List.of(), 6);
    FtrlLearner ftrl = new FtrlLearner(logistic, config, 1);
    Taste taste = new Taste(random);
    LogLoss deep = new LogLoss();
    LogLoss linear = new LogLoss();
    for (int i = 0; i < 40_000; i++) {
      int last = random.nextInt(Taste.ITEMS);
      int item = random.nextInt(Taste.ITEMS);
      boolean click = random.nextDouble() < taste.probability(last, item);
      RankingInput list = RankingLists.after("i" + last).with("i" + item, 1);
      int[] features = {logistic.hashed(last), logistic.hashed(Taste.ITEMS + item)};
      double p = ftrl.learn(features, new float[] {1, 1}, 0, 2, click ? 1 : 0, 1);
      if (i >= 30_000) {
        deep.add(probability(learner, list), click);
        linear.add(p, click);
      }
      learner.learn(list, label(click), false, 1, i);
    }
    assertThat(deep.value()).isLessThan(linear.value() - 0.05);
  }

  @Test
  void aListIsOneChoiceAndOneWithoutMovesTheBiasAlone() {
    DeepFmLearner learner = learner(LISTWISE);
    RankingInput list = RankingLists.after("x").with("good", 1).with("bad", 1).with("ugly", 1);
    for (int i = 0; i < 300; i++) {
      learner.learn(list, new float[] {1, 0, 0}, false, 1, i);
    }
    learner.flush(delta -> {});
    List<String> touched = new ArrayList<>();
    learner.learn(list, new float[3], false, 1, 301);
    learner.flush(delta -> touched.add(delta.getTable() + "/" + delta.getKey()));
    assertThat(touched).containsExactlyInAnyOrder("linear/biases", "evidence/residuals");
    double[] logOdds = new double[3];
    learner.model().score(list, logOdds);
    assertThat(logOdds[0]).isGreaterThan(logOdds[1] + 1).isGreaterThan(logOdds[2] + 1);
  }

  @Test
  void positionExplainsWhatItBrings() {
    DeepFmLearner learner = learner(POINTWISE);
    for (int i = 0; i < 4000; i++) {
      boolean swapped = random.nextInt(10) == 0;
      RankingLists list = RankingLists.after("x");
      list.with(swapped ? "b" : "a", 1).with(swapped ? "a" : "b", 1);
      float[] labels = {random.nextInt(10) < 6 ? 1 : 0, random.nextInt(10) < 2 ? 1 : 0};
      learner.learn(list, labels, false, 1, i);
    }
    double a = learner.model().logits(RankingLists.after("x").with("a", 1), 0)[CLICK];
    double b = learner.model().logits(RankingLists.after("x").with("b", 1), 0)[CLICK];
    double logOddsOfTheRates = Math.log(0.56 / 0.44) - Math.log(0.24 / 0.76);
    assertThat(a - b).isLessThan(logOddsOfTheRates / 2);
  }

  @Test
  void eachHeadLearnsItsOwnLabel() {
    DeepFmLearner learner = learner(POINTWISE);
    for (int i = 0; i < 3000; i++) {
      boolean solid = random.nextBoolean();
      boolean click = random.nextInt(10) < 8;
      learner.learn(one(solid ? "solid" : "flashy"), label(click), solid, 1, i);
    }
    learner.flush(delta -> {});
    assertThat(probability(learner, one("flashy"))).isCloseTo(0.8, within(0.1));
    assertThat(probability(learner, one("solid"))).isCloseTo(0.8, within(0.1));
    assertThat(sigmoid(learner.model().logits(one("flashy"), 0)[CONVERSION])).isLessThan(0.1);
    assertThat(sigmoid(learner.model().logits(one("solid"), 0)[CONVERSION]))
        .isCloseTo(0.8, within(0.1));
  }

  @Test
  void conversionsWeighInTheOrderAsConfigured() {
    DeepFmModel model = new DeepFmModel(config(false, 0.25), List.of("one"));
    learn(new DeepFmLearner(model, 1), 50);
    RankingInput list = list(3);
    double[] logOdds = new double[3];
    model.score(list, logOdds);
    double click = sigmoid(model.logits(list, 1)[CLICK]);
    double conversion = sigmoid(model.logits(list, 1)[CONVERSION]);
    assertThat(sigmoid(logOdds[1])).isCloseTo(0.75 * click + 0.25 * conversion, within(1e-6));
  }

  @Test
  void aViewOfItsDeltasAndOneRestoredFromRowsPredictTheSame() {
    DeepFmLearner learner = learner(LISTWISE);
    DeepFmModel follower = new DeepFmModel(LISTWISE, List.of("one"));
    for (int i = 0; i < 5; i++) {
      learn(learner, 40);
      learner.flush(follower::add);
    }
    DeepFmModel restored = new DeepFmModel(LISTWISE, List.of("one"));
    learner.model().forEachRow(restored::apply);
    assertSamePredictions(follower, learner.model());
    assertSamePredictions(restored, learner.model());
    assertThat(restored.evidence()).isEqualTo(learner.model().evidence()).isPositive();
  }

  @Test
  void aRestoredLearnerGoesOnAsTheOriginal() {
    DeepFmLearner learner = learner(LISTWISE);
    learn(learner, 200);
    learner.flush(delta -> {});
    DeepFmLearner restored = learner(LISTWISE);
    learner.model().forEachRow(restored.model()::apply);
    Random same = new Random(5);
    learn(learner, 200, new Random(5));
    learn(restored, 200, same);
    learner.flush(delta -> {});
    restored.flush(delta -> {});
    assertSamePredictions(restored.model(), learner.model());
  }

  @Test
  void deltasOfTwoLearnersAddUpToBothOfWhatTheyLearned() {
    Map<String, double[]> sums = new HashMap<>();
    DeepFmLearner first = learner(LISTWISE);
    DeepFmLearner second = learner(LISTWISE);
    learn(first, 300, new Random(1));
    learn(second, 300, new Random(2));
    DeepFmModel merged = new DeepFmModel(LISTWISE, List.of("one"));
    for (DeepFmLearner learner : List.of(first, second)) {
      learner.flush(
          delta -> {
            merged.add(delta);
            addTo(sums, delta);
          });
    }
    int row = merged.rows(DeepFmField.ITEM).find("good");
    int width = merged.rows(DeepFmField.ITEM).width();
    double[] sum = sums.get("item-8/good");
    for (int i = 0; i < width; i++) {
      assertThat((double) merged.rows(DeepFmField.ITEM).weights()[row * width + i])
          .isCloseTo(sum[i] + merged.rows(DeepFmField.ITEM).initial("good", i), within(1e-5));
    }
    double[] logOdds = new double[3];
    merged.score(list(3), logOdds);
    assertThat(logOdds[0]).isGreaterThan(logOdds[1]).isGreaterThan(logOdds[2]);
  }

  @Test
  void aRowThatIsRemovedWhileItIsLearnedBeginsAnew() {
    DeepFmLearner learner = learner(LISTWISE);
    learn(learner, 20);
    ParameterRow removed =
        ParameterRow.newBuilder()
            .setModel(DeepFmModel.MODEL)
            .setTable("item-8")
            .setKey("good")
            .setValues(List.of())
            .build();
    learner.apply(removed, List.of());
    RowDelta pending = learner.pending("item-8", "good").orElseThrow();
    int row = learner.model().rows(DeepFmField.ITEM).find("good");
    assertThat((double) learner.model().rows(DeepFmField.ITEM).weights()[row * 10])
        .isCloseTo(pending.getValues().get(0), within(1e-6));
    learner.flush(delta -> {});
    learner.apply(removed, List.of());
    assertThat(learner.model().rows(DeepFmField.ITEM).find("good")).isNegative();
  }

  @Test
  void learnsLoggedListsAsTheRanker() {
    DeepFmLearner learner = DeepFmLearner.ranker(LISTWISE, 1);
    Examples examples = new Examples(7);
    ExampleInput input = new ExampleInput();
    for (int i = 0; i < 1500; i++) {
      learner.learn(examples.ranking());
    }
    input.set(examples.ranking());
    input.features(0)[0] = 1;
    input.features(0)[1] = 0;
    input.features(1)[0] = 0;
    input.features(1)[1] = 1;
    double[] logOdds = new double[5];
    learner.model().score(input, logOdds);
    assertThat(logOdds[0]).isGreaterThan(logOdds[1] + 2);
    assertThat(learner.validation().progress(0, 0).getCount()).isEqualTo(7500);
  }

  private static DeepFmConfig config(boolean listwise, double conversionWeight) {
    return new DeepFmConfig(
        8, List.of(16, 8), 0.1, 0.05, 0.1, 1e-6, 0, 10, 64, listwise, conversionWeight, 42);
  }

  private static DeepFmLearner learner(DeepFmConfig config) {
    return new DeepFmLearner(new DeepFmModel(config, List.of("one")), 1);
  }

  private void learn(DeepFmLearner learner, int lists) {
    learn(learner, lists, random);
  }

  /** Lists of good, fair and bad, which are chosen at 6 : 3 : 1. */
  private static void learn(DeepFmLearner learner, int lists, Random random) {
    for (int i = 0; i < lists; i++) {
      int choice = random.nextInt(10);
      float[] labels = new float[3];
      labels[choice < 6 ? 0 : choice < 9 ? 1 : 2] = 1;
      learner.learn(list(3), labels, true, 1, i);
    }
  }

  private static RankingInput list(int size) {
    RankingLists list = RankingLists.after("x");
    for (String item : List.of("good", "fair", "bad").subList(0, size)) {
      list.because(item, "x", 1);
    }
    return list;
  }

  private static RankingInput pair(boolean a, boolean b) {
    return RankingLists.after("a" + a).with("b" + b, 1);
  }

  private static RankingInput one(String item) {
    return RankingLists.after("x").with(item, 1);
  }

  private static float[] label(boolean chosen) {
    return new float[] {chosen ? 1 : 0};
  }

  private static double probability(DeepFmLearner learner, RankingInput list) {
    return sigmoid(learner.model().logits(list, 0)[CLICK]);
  }

  private static double sigmoid(double x) {
    return LogisticModel.sigmoid(x);
  }

  private static void assertSamePredictions(DeepFmModel actual, DeepFmModel expected) {
    double[] logOdds = new double[3];
    double[] reference = new double[3];
    actual.score(list(3), logOdds);
    expected.score(list(3), reference);
    assertThat(logOdds).containsExactly(reference, within(1e-4));
  }

  private static void addTo(Map<String, double[]> sums, RowDelta delta) {
    double[] sum =
        sums.computeIfAbsent(
            delta.getTable() + "/" + delta.getKey(), key -> new double[delta.getValues().size()]);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += delta.getValues().get(i);
    }
  }

  /** Clicks that follow from latent places of two items. */
  private static final class Taste {
    static final int ITEMS = 30;
    private final double[][] places = new double[ITEMS][3];

    Taste(Random random) {
      for (double[] place : places) {
        for (int i = 0; i < place.length; i++) {
          place[i] = random.nextGaussian();
        }
      }
    }

    double probability(int last, int item) {
      double product = 0;
      for (int i = 0; i < 3; i++) {
        product += places[last][i] * places[item][i];
      }
      return sigmoid(1.5 * product);
    }
  }
}
