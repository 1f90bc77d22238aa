package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatingModelTest {
  private static final double NOISE = 0.05;
  private static final double USER = 0.02;
  private static final double SESSION = 0.01;
  private static final double ITEM = 0.04;
  private static final long MINUTE = 60_000;
  private static final RatingConfig CONFIG =
      new RatingConfig(
          0, 1, 2, NOISE, USER, SESSION, Duration.ofMillis(MINUTE), ITEM, 0, 0.03, 0.01, 0);

  private final RatingModel model = new RatingModel(CONFIG);

  @Test
  void expectsTheMiddleBeforeTheFirstRatingAndTheMeanOfANewUserAndItem() {
    assertThat(model.predict(List.of(), "i", List.of(), 0)).isEqualTo(0.5);
    model.setMean(3, 4);
    assertThat(model.predict(List.of(), "i", List.of(), 0)).isEqualTo(0.75);
    assertThat(model.estimate(List.of(), "i", List.of(), 0).variance())
        .isCloseTo(USER + SESSION + ITEM, within(1e-12));
  }

  /** With h = 10 and Λ = 75: V = 1 / (1 / 0.04 + 75) = 0.01 and the mean is 0.1. */
  @Test
  void aBiasIsABeliefInNaturalForm() {
    model.apply(row(RatingModel.ITEMS, "i", 10, 75, 0, 0, 0, 0));
    assertThat(model.predict(List.of(), "i", List.of(), 0)).isCloseTo(0.6, within(1e-6));
    assertThat(model.estimate(List.of(), "i", List.of(), 0).variance())
        .isCloseTo(USER + SESSION + 0.01, within(1e-6));
  }

  /** One rating: E d = y k / (k₀ + noise), one time constant later the mood has 1/e left. */
  @Test
  void foldsAUserInByOneRating() {
    List<HistoryEntry> history = List.of(rated("a", 0.9, 0));
    double k = USER + SESSION / Math.E;
    double k0 = USER + SESSION;
    RatingEstimate estimate = model.estimate(history, "b", List.of(), MINUTE);
    assertThat(estimate.share()).isCloseTo(0.5 + 0.4 * k / (k0 + NOISE + ITEM), within(1e-12));
    assertThat(estimate.variance())
        .isCloseTo(ITEM + k0 - k * k / (k0 + NOISE + ITEM), within(1e-12));
  }

  @Test
  void aMoodIsForgottenAndAUserIsNot() {
    List<HistoryEntry> history = List.of(rated("a", 0.9, 0));
    double later = model.predict(history, "b", List.of(), 1_000 * MINUTE);
    assertThat(later).isCloseTo(0.5 + 0.4 * USER / (USER + SESSION + NOISE + ITEM), within(1e-12));
  }

  @Test
  void passesOverWhatIsNoRating() {
    List<HistoryEntry> history =
        List.of(
            new HistoryEntry("a", InteractionType.VIEW, null, 0L),
            new HistoryEntry("a", InteractionType.PURCHASE, 1.0, 0L));
    assertThat(model.predict(history, "b", List.of(), 0)).isEqualTo(0.5);
  }

  @Test
  void agreesWithGaussianEliminationOnGeneratedHistories() {
    Random random = new Random(1);
    learned(random).forEach(model::apply);
    for (int round = 0; round < 200; round++) {
      List<HistoryEntry> history = history(random, random.nextInt(70));
      String item = "i" + random.nextInt(25);
      long time = 100 * MINUTE + random.nextInt((int) MINUTE);
      RatingEstimate estimate = model.estimate(history, item, List.of(), time);
      double[] expected = new NaiveRating(CONFIG, model).estimate(history, item, time);
      assertThat(estimate.share()).isCloseTo(expected[0], within(1e-9));
      assertThat(estimate.variance()).isCloseTo(expected[1], within(1e-9));
      assertThat(estimate.theta(0)).isCloseTo(expected[2], within(1e-9));
      assertThat(estimate.theta(1)).isCloseTo(expected[3], within(1e-9));
    }
  }

  @Test
  void itsRowsRebuildTheView() {
    Random random = new Random(2);
    learned(random).forEach(model::apply);
    RatingModel copy = new RatingModel(CONFIG);
    List<ParameterRow> rows = new ArrayList<>();
    model.forEachRow(rows::add);
    Collections.shuffle(rows, random);
    rows.forEach(copy::apply);
    for (int round = 0; round < 50; round++) {
      List<HistoryEntry> history = history(random, 10);
      String item = "i" + random.nextInt(25);
      assertThat(copy.predict(history, item, List.of(), MINUTE))
          .isCloseTo(model.predict(history, item, List.of(), MINUTE), within(1e-12));
    }
  }

  @Test
  void deltasAddToRowsAndAnEmptyRowClears() {
    model.apply(row(RatingModel.ITEMS, "i", 4, 25, 0, 0, 0, 0));
    model.add(delta(RatingModel.ITEMS, "i", List.of(), 6.0, 50.0, 0.0, 0.0, 0.0, 0.0));
    assertThat(model.predict(List.of(), "i", List.of(), 0)).isCloseTo(0.6, within(1e-6));
    model.apply(row(RatingModel.ITEMS, "i"));
    assertThat(model.predict(List.of(), "i", List.of(), 0)).isEqualTo(0.5);
  }

  @Test
  void categoriesSpeakForAnItemThatNobodyRated() {
    model.apply(row(RatingModel.CATEGORIES, "good", 20, 75, 0, 0, 0, 0));
    double bias = 20 / (1 / 0.03 + 75);
    assertThat(model.predict(List.of(), "new", List.of("good"), 0))
        .isCloseTo(0.5 + bias, within(1e-6));
    model.apply(row(RatingModel.CATEGORIES, "plain", 0, 75, 0, 0, 0, 0));
    assertThat(model.predict(List.of(), "new", List.of("good", "plain"), 0))
        .isCloseTo(0.5 + bias / Math.sqrt(2), within(1e-6));
  }

  @Test
  void anItemHasTheCategoriesWithVotes() {
    model.apply(row(RatingModel.CATEGORIES, "good", 20, 75, 0, 0, 0, 0));
    double better = model.predict(List.of(), "new", List.of("good"), 0);
    model.add(delta(RatingModel.CONTENT, "new", List.of("good"), 1.0));
    assertThat(model.predict(List.of(), "new", List.of(), 0)).isEqualTo(better);
    assertThat(model.content().isKnown("new", List.of("good"))).isTrue();
    model.add(delta(RatingModel.CONTENT, "new", List.of("good"), -1.0));
    assertThat(model.predict(List.of(), "new", List.of(), 0)).isEqualTo(0.5);
    assertThat(model.content().votes("new")).isEmpty();
  }

  @Test
  void differentKeysStartDifferently() {
    int a = model.items().findOrCreate("a");
    int b = model.items().findOrCreate("b");
    assertThat(model.items().factor(a, 0)).isNotZero().isNotEqualTo(model.items().factor(b, 0));
    assertThat(new RatingModel(CONFIG).items().findOrCreate("a")).isEqualTo(a);
  }

  private static List<ParameterRow> learned(Random random) {
    List<ParameterRow> rows = new ArrayList<>();
    rows.add(row(RatingModel.MEAN, RatingModel.ALL, 60, 100));
    for (int i = 0; i < 20; i++) {
      rows.add(random(RatingModel.ITEMS, "i" + i, random));
      rows.add(content("i" + i, "c" + random.nextInt(3), "d" + random.nextInt(3)));
    }
    for (String category : List.of("c0", "c1", "c2", "d0", "d1", "d2")) {
      rows.add(random(RatingModel.CATEGORIES, category, random));
    }
    return rows;
  }

  private static ParameterRow random(String table, String key, Random random) {
    return row(
        table,
        key,
        random.nextGaussian(),
        random.nextInt(50) + 1,
        random.nextGaussian() / 5,
        random.nextGaussian() / 5,
        random.nextDouble(),
        random.nextDouble());
  }

  private static List<HistoryEntry> history(Random random, int length) {
    List<HistoryEntry> history = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      history.add(rated("i" + random.nextInt(25), random.nextInt(5) / 4.0, random.nextInt(6_000)));
    }
    return history;
  }

  private static HistoryEntry rated(String item, double value, long time) {
    return new HistoryEntry(item, InteractionType.RATING, value, time);
  }

  private static ParameterRow row(String table, String key, double... values) {
    List<Float> floats = new ArrayList<>();
    for (double value : values) {
      floats.add((float) value);
    }
    return RatingModel.row(table, key, List.of(), floats);
  }

  private static ParameterRow content(String item, String... categories) {
    return RatingModel.row(
        RatingModel.CONTENT, item, List.of(categories), Collections.nCopies(categories.length, 1f));
  }

  private static RowDelta delta(String table, String key, List<String> columns, Double... values) {
    return new RowDelta(RatingModel.MODEL, table, key, columns, List.of(values), 0L, 0, 0L, 0L, 0L);
  }
}
