package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RatingConfig;
import io.freshet.schemas.model.RatingEstimate;
import io.freshet.schemas.model.RatingModel;
import io.freshet.schemas.model.RatingRows;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatingLearnerTest {
  private static final RatingConfig CONFIG = RatingConfig.defaults();
  private final RatingLearner learner = new RatingLearner(CONFIG);

  /** Prior N(0, V₀) of the item and a new user: gain V₀ / S with S = V₀ + v_u + v_s + noise. */
  @Test
  void firstRatingMovesTheBiasByTheKalmanGain() {
    learner.learn(new Ratings(1).of("u", "i", 5));
    double prior = CONFIG.itemVariance();
    double s = prior + CONFIG.userVariance() + CONFIG.sessionVariance() + CONFIG.noise();
    RatingRows items = learner.model().items();
    int row = items.find("i");
    assertThat(items.bias(row)).isCloseTo(prior / s * 0.5, within(1e-6));
    assertThat(items.variance(row))
        .isCloseTo(prior - prior * prior / s + CONFIG.itemDrift(), within(1e-6));
    assertThat(learner.model().meanSum()).isEqualTo(1);
    assertThat(learner.model().meanCount()).isEqualTo(1);
  }

  @Test
  void agreesWithItsFormulasOnGeneratedRatings() {
    Ratings ratings = new Ratings(2);
    for (int i = 0; i < 2_000; i++) {
      Example example = ratings.next();
      Steps expected = new Steps(example);
      learner.learn(example);
      expected.verify();
    }
  }

  @Test
  void takesRatingsOnly() {
    Example rating = new Ratings(3).of("u", "i", 5);
    assertThat(learner.takes(rating)).isTrue();
    assertThat(learner.takes(Example.newBuilder(rating).setType(InteractionType.VIEW).build()))
        .isFalse();
    assertThat(learner.takes(Example.newBuilder(rating).setValue(null).build())).isFalse();
    assertThat(learner.takes(new Examples(1).nextItem())).isFalse();
  }

  @Test
  void learnsTasteAndSaysHowWell() {
    Ratings ratings = new Ratings(4);
    for (int i = 0; i < 6_000; i++) {
      learner.learn(ratings.next());
    }
    Map<String, Double> window = learner.validation().progress(0, 9).getWindowMetrics();
    assertThat(window.get("mae")).isLessThan(0.75 * Ratings.MEAN_ABSOLUTE_DEVIATION);
    assertThat(learner.validation().progress(0, 9).getTask()).isEqualTo("rating");
    assertThat(learner.validation().progress(0, 9).getCount()).isEqualTo(6_000);
  }

  @Test
  void flushedDeltasAddUpToTheRowsBitForBit() {
    Ratings ratings = new Ratings(5);
    RowMerge merge = new RowMerge(ModelsConfig.defaults(), 1);
    Map<RowKey, MergedRow> merged = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      learner.learn(ratings.next());
      if (i % 7 == 6 || i == 999) {
        learner.flush(delta -> merge.add(row(merged, delta), delta, 0));
      }
    }
    List<ParameterRow> rows = new ArrayList<>();
    learner.model().forEachRow(rows::add);
    assertThat(rows).hasSameSizeAs(merged.keySet());
    for (ParameterRow row : rows) {
      ParameterRow sum = merge.publish(RowKey.of(row), merged.get(RowKey.of(row)));
      assertThat(sum.getValues()).isEqualTo(row.getValues());
      assertThat(sum.getColumns()).isEqualTo(row.getColumns());
    }
    learner.flush(delta -> assertThat(delta).isNull());
  }

  @Test
  void twoLearnersThatHearOfEachOtherPredictAsWellAsOne() {
    List<RatingLearner> both = List.of(new RatingLearner(CONFIG), new RatingLearner(CONFIG));
    RowMerge merge = new RowMerge(ModelsConfig.defaults(), 1);
    Map<RowKey, MergedRow> merged = new HashMap<>();
    Ratings ratings = new Ratings(6);
    for (int i = 0; i < 12_000; i++) {
      Example example = ratings.next();
      learner.learn(example);
      both.get(example.getKey().hashCode() & 1).learn(example);
      if (i % 50 == 49) {
        sync(both, merge, merged);
      }
    }
    double alone = learner.validation().total().rmse();
    double squares = 0;
    for (RatingLearner one : both) {
      double rmse = one.validation().total().rmse();
      squares += rmse * rmse * one.validation().total().count() / 12_000;
    }
    assertThat(Math.sqrt(squares)).isCloseTo(alone, within(0.02 * alone));
  }

  @Test
  void whatIsNotMergedYetStaysOnTopOfAMergedRow() {
    RatingLearner restored = new RatingLearner(CONFIG);
    Ratings ratings = new Ratings(7);
    for (int i = 0; i < 300; i++) {
      learner.learn(ratings.next());
    }
    List<ParameterRow> rows = new ArrayList<>();
    learner.model().forEachRow(rows::add);
    rows.forEach(row -> restored.apply(row, List.of()));
    learner.flush(delta -> {});
    Example next = ratings.next();
    learner.learn(next);
    restored.learn(next);
    rows.forEach(row -> restored.apply(row, List.of()));
    for (int i = 0; i < 100; i++) {
      Example asked = ratings.next();
      assertThat(predict(restored, asked)).isCloseTo(predict(learner, asked), within(1e-5));
    }
  }

  @Test
  void categoriesOfAnItemAreThoseOfItsNewestExample() {
    Ratings ratings = new Ratings(8);
    learner.learn(described(ratings.of("u", "i", 4), List.of("a", "b")));
    assertThat(learner.model().content().votes("i")).containsOnlyKeys("a", "b");
    learner.learn(described(ratings.of("u", "i", 4), List.of()));
    assertThat(learner.model().content().votes("i")).containsOnlyKeys("a", "b");
    learner.learn(described(ratings.of("u", "i", 4), List.of("b", "c")));
    assertThat(learner.model().content().votes("i")).containsOnlyKeys("b", "c");
    RowDelta delta = learner.pending(RatingModel.CONTENT, "i").orElseThrow();
    assertThat(delta.getColumns()).containsExactly("a", "b", "c");
    assertThat(delta.getValues()).containsExactly(0.0, 1.0, 1.0);
  }

  @Test
  void weightsAreThoseOfTheNoise() {
    Example none = new Ratings(9).of("u", "i", 5);
    none.setWeight(0);
    learner.learn(none);
    assertThat(learner.model().meanCount()).isZero();
    Example heavy = new Ratings(9).of("u", "i", 5);
    heavy.setWeight(1e9f);
    learner.learn(heavy);
    double prior = CONFIG.itemVariance();
    double s = prior + CONFIG.userVariance() + CONFIG.sessionVariance();
    assertThat(learner.model().items().bias(0)).isCloseTo(prior / s * 0.5, within(1e-6));
  }

  @Test
  void ingestTimesTravelWithTheDeltas() {
    Example example = new Ratings(10).of("u", "i", 5);
    learner.learn(example);
    List<RowDelta> deltas = new ArrayList<>();
    learner.flush(deltas::add);
    assertThat(deltas)
        .isNotEmpty()
        .allSatisfy(d -> assertThat(d.getIngestTime()).isEqualTo(example.getIngestTime()));
  }

  /** A short session-time and no drift: the config is really used. */
  @Test
  void anItemKeepsItsPastWithoutDrift() {
    RatingConfig still =
        new RatingConfig(
            1, 5, 2, 0.05, 0.016, 0.008, Duration.ofSeconds(1), 0.016, 0, 0.0125, 0.01, 0.03);
    RatingLearner steady = new RatingLearner(still);
    Ratings ratings = new Ratings(11);
    double before = still.itemVariance();
    for (int i = 0; i < 50; i++) {
      steady.learn(ratings.of("u" + i, "i", 3));
      double after = steady.model().items().variance(0);
      assertThat(after).isLessThan(before);
      before = after;
    }
  }

  private static void sync(
      List<RatingLearner> learners, RowMerge merge, Map<RowKey, MergedRow> merged) {
    for (RatingLearner each : learners) {
      each.flush(delta -> merge.add(row(merged, delta), delta, 0));
    }
    merged.forEach(
        (key, row) -> learners.forEach(each -> each.apply(merge.publish(key, row), List.of())));
  }

  private static MergedRow row(Map<RowKey, MergedRow> merged, RowDelta delta) {
    RowKey key = new RowKey(delta.getModel(), delta.getTable(), delta.getKey());
    return merged.computeIfAbsent(key, added -> new MergedRow());
  }

  private static double predict(RatingLearner learner, Example asked) {
    return learner
        .model()
        .predict(
            asked.getHistory(), asked.getItem().orElseThrow(), List.of(), asked.getEventTime());
  }

  private static Example described(Example example, List<String> categories) {
    example.setCategories(categories);
    return example;
  }

  /** One learning step of the item, by the formulas, from the state before it. */
  private final class Steps {
    private final String item;
    private double bias;
    private double variance;
    private final double[] factors = new double[CONFIG.factors()];

    Steps(Example example) {
      example.getCategories().forEach(learner.model().categories()::findOrCreate);
      item = example.getItem().orElseThrow();
      RatingRows items = learner.model().items();
      int row = items.findOrCreate(item);
      RatingEstimate estimate =
          learner
              .model()
              .estimate(
                  example.getHistory(), item, example.getCategories(), example.getEventTime());
      double error = CONFIG.share(example.getValue().orElseThrow()) - estimate.share();
      double s = estimate.variance() + CONFIG.noise();
      double v = items.variance(row);
      bias = items.bias(row) + v * error / s;
      variance = Math.min(CONFIG.itemVariance(), v - v * v / s + CONFIG.itemDrift());
      for (int k = 0; k < factors.length; k++) {
        double phi = items.factor(row, k);
        double g = error * estimate.theta(k) - CONFIG.l2() * phi;
        double sum = 0.006 + items.squaredGradients(row, k) + g * g;
        factors[k] = phi + CONFIG.rate() * g / Math.sqrt(sum);
      }
    }

    void verify() {
      RatingRows items = learner.model().items();
      int row = items.find(item);
      assertThat(items.bias(row)).isCloseTo(bias, within(1e-5));
      assertThat(items.variance(row)).isCloseTo(variance, within(1e-6));
      for (int k = 0; k < factors.length; k++) {
        assertThat(items.factor(row, k)).isCloseTo(factors[k], within(1e-6));
      }
    }
  }
}
