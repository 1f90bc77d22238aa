package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.ParameterRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A recommender keeps numbers, candidates and arrays from list to list: while items come, change
 * and go, its lists are those of a recommender that has kept nothing.
 */
class ReusedRecommenderTest {
  private static final int ITEMS = 60;
  private static final List<String> WORDS = List.of("red", "blue", "lamp", "chair", "oak", "tin");
  private static final ScoringConfig CONFIG =
      ScoringConfig.defaults()
          .withExploration(0.3)
          .withVariants(Map.of("freshet", 0.6, "popularity", 0.2, "random", 0.2));

  private final Random random = new Random(11);
  private final ScoringView view = new ScoringView(CONFIG, ModelsConfig.defaults());
  private long position;

  @Test
  void listsAreThoseOfANewRecommender() {
    for (RankingFeatures feature : RankingFeatures.values()) {
      apply(Samples.ranker(feature, (float) random.nextGaussian() * 20, 300));
    }
    for (int i = 0; i < 5 * ITEMS; i++) {
      change();
    }
    Recommender reused = new Recommender(CONFIG, view.models(), view.catalogue());
    for (int i = 0; i < 1500; i++) {
      change();
      UserView user = Samples.user("u" + random.nextInt(50), history());
      ListRequest request = Samples.listRequest("l" + i, 1 + random.nextInt(30));
      Recommender anew = new Recommender(CONFIG, view.models(), view.catalogue());
      assertThat(reused.recommend(request, user, Samples.NOW))
          .isEqualTo(anew.recommend(request, user, Samples.NOW));
    }
  }

  private void change() {
    String item = "i" + random.nextInt(ITEMS);
    switch (random.nextInt(9)) {
      case 0 -> apply(Samples.popularity(item, 1 + random.nextInt(100)));
      case 1 -> apply(empty(PopularityModel.MODEL, PopularityModel.ITEMS, item));
      case 2 -> apply(Samples.count(item, 1 + random.nextInt(50)));
      case 3 -> apply(Samples.neighbours(item, neighbours(), List.of(1f, 2f, 3f)));
      case 4 -> apply(vector("items-in-32", item, 33));
      case 5 -> apply(vector("items-out-32", item, 35));
      case 6 -> apply(empty(EmbeddingModel.MODEL, "items-out-32", item));
      default -> describe(item);
    }
  }

  private void describe(String item) {
    view.apply(
        ModelUpdate.of(
            Samples.itemBuilder(item)
                .setTitle(word() + " " + word())
                .setDeleted(random.nextInt(5) == 0)
                .setFirstSeen(Samples.NOW - random.nextInt(20) * 24 * Samples.HOUR)
                .build()));
  }

  private List<String> neighbours() {
    int first = random.nextInt(ITEMS - 3);
    return List.of("i" + first, "i" + (first + 1), "i" + (first + 2));
  }

  private ParameterRow vector(String table, String item, int columns) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      values.add(random.nextFloat());
    }
    return row(EmbeddingModel.MODEL, table, item, values);
  }

  private static ParameterRow empty(String model, String table, String item) {
    return row(model, table, item, List.of());
  }

  private static ParameterRow row(String model, String table, String key, List<Float> values) {
    return ParameterRow.newBuilder()
        .setModel(model)
        .setTable(table)
        .setKey(key)
        .setValues(values)
        .build();
  }

  private void apply(ParameterRow row) {
    view.apply(ModelUpdate.of(row, position++));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private List<String> history() {
    List<String> history = new ArrayList<>();
    for (int i = 0; i < random.nextInt(12); i++) {
      history.add("i" + random.nextInt(ITEMS + 5));
    }
    return history;
  }
}
