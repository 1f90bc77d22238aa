package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingModelTest {
  private static final StepWeights LAST = new StepWeights(1, 1, Duration.ofMinutes(1), 1);
  private static final StepWeights HALVED = new StepWeights(3, 0.5, Duration.ofMinutes(1), 0.25);
  private static final EmbeddingConfig TINY =
      new EmbeddingConfig(2, LAST, HALVED, EventWeights.defaults(), 0.1, 0.01, 10, true, 1);

  private final EmbeddingModel model = new EmbeddingModel(TINY);

  @Test
  void theUserIsTheLastItemAndTheWeightedMeanOfAll() {
    putIn("a", 1, 10);
    putIn("b", 2, 20);
    float[] user = model.user(List.of(seen("a", 0), seen("b", 1_000)), 2_000).orElseThrow();
    assertThat(user[0]).isCloseTo(2, within(1e-5f));
    assertThat(user[1]).isCloseTo((20 + 0.5f * 10) / 1.5f, within(1e-5f));
  }

  @Test
  void itemsOfAnotherSessionWeighLess() {
    putIn("a", 1, 10);
    putIn("b", 2, 20);
    float[] user = model.user(List.of(seen("a", 0), seen("b", 61_000)), 62_000).orElseThrow();
    assertThat(user[1]).isCloseTo((20 + 0.125f * 10) / 1.125f, within(1e-5f));
  }

  @Test
  void whatWasDislikedAndWhatNobodyKnowsIsPassedOver() {
    putIn("a", 1, 10);
    putIn("b", 2, 20);
    HistoryEntry disliked = new HistoryEntry("b", InteractionType.DISLIKE, null, 0L);
    List<HistoryEntry> history = List.of(seen("a", 0), disliked, seen("unknown", 0));
    assertThat(model.user(history, 0).orElseThrow()[0]).isCloseTo(1, within(1e-5f));
    assertThat(model.user(List.of(disliked, seen("unknown", 0)), 0)).isEmpty();
    assertThat(model.user(List.of(), 0)).isEmpty();
  }

  @Test
  void anItemIsItsOwnVectorAndThoseOfItsTerms() {
    put("items-out-2", "x", 1, 2, 0, 0.5, 3);
    float[] user = {2, 3};
    assertThat(model.score(user, "x")).isCloseTo(8.5, within(1e-5));
    put("terms-out-2", "blue", 1, 0, 0);
    put("terms-out-2", "mug", 0, 1, 0);
    model.describe("x", List.of("blue", "mug"));
    assertThat(model.score(user, "x")).isCloseTo(8.5 + 5 / Math.sqrt(2), within(1e-5));
    model.forget("x");
    assertThat(model.score(user, "x")).isCloseTo(8.5, within(1e-5));
  }

  @Test
  void topIsAllItemsInTheOrderOfTheirScores() {
    EmbeddingModel large = new EmbeddingModel(EmbeddingConfig.defaults());
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      large.apply(row("items-out-32", "i" + i, gaussians(random, 35)));
      large.apply(row("terms-out-32", "t" + i, gaussians(random, 33)));
      large.describe("i" + i, List.of("t" + random.nextInt(500), "t" + i));
    }
    large.describe("new", List.of("t1", "t2", "t3"));
    float[] user = new float[32];
    IntStream.range(0, 32).forEach(i -> user[i] = (float) random.nextGaussian());
    List<String> all = new ArrayList<>(List.of("new"));
    IntStream.range(0, 500).forEach(i -> all.add("i" + i));
    all.sort(Comparator.comparingDouble((String item) -> -large.score(user, item)));
    assertThat(large.top(user, 501, item -> true))
        .extracting(ScoredItem::item)
        .containsExactlyElementsOf(all);
    String best = all.get(0);
    assertThat(large.top(user, 10, item -> !item.equals(best)))
        .extracting(ScoredItem::item)
        .containsExactlyElementsOf(all.subList(1, 11));
  }

  @Test
  void numbersOfWhatIsGoneAreGivenToOthers() {
    for (int round = 0; round < 100; round++) {
      String item = "i" + round;
      put("items-out-2", item, 1, 1, 1, 0, 1);
      model.describe(item, List.of("t" + round));
      assertThat(model.size()).isEqualTo(1);
      assertThat(model.itemsOut().total()).isEqualTo(1);
      model.forget(item);
      put("items-out-2", item);
      assertThat(model.size()).isZero();
    }
    put("items-out-2", "next", 0, 0, 0, 0, 0);
    assertThat(model.itemsOut().find("next")).isZero();
    assertThat(model.itemsOut().vectors()[0]).isZero();
  }

  @Test
  void aDescriptionGoesBeforeTheRowThatLearnersWrote() {
    put("items-out-2", "x", 0, 0, 0, 0, 0);
    put("terms-out-2", "old", 1, 0, 0);
    put("terms-out-2", "new", 5, 0, 0);
    ParameterRow content = row("content", "x", 1f, -1f);
    content.setColumns(List.of("old", "new"));
    model.apply(content);
    float[] user = {1, 0};
    assertThat(model.score(user, "x")).isEqualTo(1);
    model.describe("x", List.of("new"));
    assertThat(model.score(user, "x")).isEqualTo(5);
    List<ParameterRow> rows = new ArrayList<>();
    model.forEachRow(rows::add);
    assertThat(rows).contains(content);
  }

  @Test
  void rowsOfAnotherDimensionAreLeftAlone() {
    put("items-out-4", "x", 1, 2, 3, 4, 0, 0, 0);
    put("items-out-2", "x", 1, 2);
    assertThat(model.size()).isZero();
  }

  @Test
  void anErrorNamesKeyValueAndExpectation() {
    assertThatThrownBy(
            () ->
                new EmbeddingConfig(
                    7, LAST, HALVED, EventWeights.defaults(), 0.1, 0.01, 10, true, 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("dimension = 7, expected an even number from 2");
  }

  /** Makes an input vector what it is to be, whatever it begins with. */
  private void putIn(String item, double first, double second) {
    put("items-in-2", item, 0, 0, 0);
    int row = model.itemsIn().find(item);
    float[] initial = model.itemsIn().vectors();
    put("items-in-2", item, first - initial[2 * row], second - initial[2 * row + 1], 0);
  }

  private void put(String table, String key, double... values) {
    float[] floats = new float[values.length];
    IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
    model.apply(row(table, key, floats));
  }

  private static float[] gaussians(Random random, int count) {
    float[] values = new float[count];
    IntStream.range(0, count).forEach(i -> values[i] = (float) random.nextGaussian());
    return values;
  }

  private static ParameterRow row(String table, String key, float... values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return ParameterRow.newBuilder()
        .setModel(EmbeddingModel.MODEL)
        .setTable(table)
        .setKey(key)
        .setValues(list)
        .build();
  }

  private static HistoryEntry seen(String item, long time) {
    return new HistoryEntry(item, InteractionType.VIEW, null, time);
  }
}
