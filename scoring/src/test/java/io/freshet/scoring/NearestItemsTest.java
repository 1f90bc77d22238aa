package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.EmbeddingConfig;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.scoring.nearest.ClusteredVectors;
import io.freshet.scoring.nearest.GraphConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NearestItemsTest {
  private static final EmbeddingConfig CONFIG = EmbeddingConfig.defaults();
  private static final int DIMENSION = CONFIG.dimension();
  private static final int ITEMS = 600;
  private static final int K = 10;
  private static final int ROWS_PER_BATCH = 150;
  private static final NearestItems.Filter ALL = (user, item) -> true;

  private final ClusteredVectors vectors = new ClusteredVectors(DIMENSION, 30, 11);
  private final List<float[]> users = vectors.users(20);
  private final EmbeddingModel model = new EmbeddingModel(CONFIG);
  private final List<NearestItems> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(NearestItems::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "cpu"})
  void productsFindWhatTheModelFinds(String device) {
    fill();
    NearestItems nearest = nearest(100, 10_000, device);
    assertSame(nearest.find(users, K, ALL), top(model, ALL));
    assertThat(nearest.way()).isEqualTo(NearestItems.Way.PRODUCT);
    NearestItems.Filter odd = (user, item) -> (item.hashCode() + user) % 2 != 0;
    assertSame(nearest.find(users, K, odd), top(model, odd));
  }

  @Test
  void seesAnItemsOwnChangesAtOnce() {
    fill();
    NearestItems nearest = nearest(100, 10_000, "cpu");
    nearest.find(users, K, ALL);
    for (int item = 0; item < 30; item++) {
      model.apply(row("items-out-" + DIMENSION, "item" + item, vectors.item()));
      model.apply(removed("items-out-" + DIMENSION, "item" + (100 + item)));
      model.describe("item" + (200 + item), List.of("term" + item, "term" + (item + 1)));
      model.describe("new" + item, List.of("term" + item));
    }
    assertSame(nearest.find(users, K, ALL), top(model, ALL));
  }

  @Test
  void seesATermsChangeAfterAsManySearchesAsTheBudgetSays() {
    fill();
    NearestItems nearest = nearest(100, 10_000, "cpu");
    nearest.find(users, K, ALL);
    for (int term = 0; term < 40; term++) {
      model.apply(row("terms-out-" + DIMENSION, "term" + term, withoutBias(vectors.item())));
    }
    for (int search = 0; search < ITEMS / ROWS_PER_BATCH; search++) {
      nearest.find(users, K, ALL);
    }
    assertSame(nearest.find(users, K, ALL), top(model, ALL));
  }

  @Test
  void aRestoredViewGivesTheSameAnswers() {
    fill();
    EmbeddingModel restored = new EmbeddingModel(CONFIG);
    model.forEachRow(restored::apply);
    describe(restored);
    List<List<ScoredItem>> before = nearest(100, 10_000, "cpu").find(users, K, ALL);
    opened.add(new NearestItems(restored, config(100, 10_000, "cpu")));
    assertSame(opened.get(1).find(users, K, ALL), before);
  }

  @Test
  void aGraphIsBuiltBesideAndThenFindsNearlyAll() {
    fill();
    NearestItems nearest = nearest(10, 20, "cpu");
    while (recall(nearest.find(users, K, ALL), top(model, ALL)) < 0.95) {
      Thread.onSpinWait();
    }
    assertThat(nearest.way()).isEqualTo(NearestItems.Way.GRAPH);
    model.apply(removed("items-out-" + DIMENSION, "item5"));
    assertThat(nearest.find(users, ITEMS, ALL))
        .allSatisfy(found -> assertThat(found).noneMatch(scored -> scored.item().equals("item5")));
  }

  @Test
  void choosesByTheNumberOfItems() {
    NearestItems nearest = nearest(300, 500, "java");
    List<NearestItems.Way> ways = new ArrayList<>();
    for (int item = 0; item < 501; item++) {
      apply(item);
      nearest.find(users.subList(0, 1), 1, ALL);
      ways.add(nearest.way());
    }
    assertThat(ways.subList(0, 300)).containsOnly(NearestItems.Way.SCAN);
    assertThat(ways.subList(300, 500)).containsOnly(NearestItems.Way.PRODUCT);
    assertThat(ways.get(500)).isEqualTo(NearestItems.Way.GRAPH);
    remove(501, 350);
    nearest.find(users, K, ALL);
    assertThat(nearest.way()).isEqualTo(NearestItems.Way.PRODUCT);
    remove(350, 200);
    assertSame(nearest.find(users, K, ALL), top(model, ALL));
    assertThat(nearest.way()).isEqualTo(NearestItems.Way.SCAN);
  }

  private void fill() {
    for (int term = 0; term < 40; term++) {
      model.apply(row("terms-out-" + DIMENSION, "term" + term, withoutBias(vectors.item())));
    }
    for (int item = 0; item < ITEMS; item++) {
      apply(item);
    }
    describe(model);
  }

  private static void describe(EmbeddingModel model) {
    for (int item = 0; item < ITEMS; item += 3) {
      model.describe("item" + item, List.of("term" + item % 40, "term" + (item + 7) % 40));
    }
  }

  private void apply(int item) {
    model.apply(row("items-out-" + DIMENSION, "item" + item, vectors.item()));
  }

  private void remove(int from, int to) {
    for (int item = from - 1; item >= to; item--) {
      model.apply(removed("items-out-" + DIMENSION, "item" + item));
    }
  }

  private NearestItems nearest(int scan, int exact, String device) {
    opened.add(new NearestItems(model, config(scan, exact, device)));
    return opened.get(0);
  }

  private static NearestConfig config(int scan, int exact, String device) {
    return new NearestConfig(
        scan, exact, device, ROWS_PER_BATCH, new GraphConfig(16, 60, 1.2, 1.2, 80, 0.25));
  }

  private List<List<ScoredItem>> top(EmbeddingModel of, NearestItems.Filter filter) {
    List<List<ScoredItem>> best = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      int place = user;
      best.add(of.top(users.get(user), K, item -> filter.accepts(place, item)));
    }
    return best;
  }

  private static void assertSame(List<List<ScoredItem>> found, List<List<ScoredItem>> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int user = 0; user < found.size(); user++) {
      assertThat(found.get(user))
          .extracting(ScoredItem::item)
          .isEqualTo(expected.get(user).stream().map(ScoredItem::item).toList());
      for (int rank = 0; rank < found.get(user).size(); rank++) {
        assertThat(found.get(user).get(rank).score())
            .isCloseTo(expected.get(user).get(rank).score(), within(1e-4));
      }
    }
  }

  private static double recall(List<List<ScoredItem>> found, List<List<ScoredItem>> expected) {
    int hits = 0;
    for (int user = 0; user < found.size(); user++) {
      List<String> items = found.get(user).stream().map(ScoredItem::item).toList();
      hits += (int) expected.get(user).stream().filter(best -> items.contains(best.item())).count();
    }
    return (double) hits / (found.size() * K);
  }

  /** A vector with G, and in a table of items its bias and count. */
  private static ParameterRow row(String table, String key, float[] values) {
    float[] vector = Arrays.copyOf(values, DIMENSION);
    List<Float> row = new ArrayList<>();
    for (float value : vector) {
      row.add(value);
    }
    row.add(1f);
    if (values.length > DIMENSION) {
      row.add(values[DIMENSION]);
      row.add(1f);
    }
    return rowOf(table, key, row);
  }

  private static ParameterRow removed(String table, String key) {
    return rowOf(table, key, List.of());
  }

  private static ParameterRow rowOf(String table, String key, List<Float> values) {
    return ParameterRow.newBuilder()
        .setModel(EmbeddingModel.MODEL)
        .setTable(table)
        .setKey(key)
        .setValues(values)
        .build();
  }

  private static float[] withoutBias(float[] item) {
    return Arrays.copyOf(item, DIMENSION);
  }
}
