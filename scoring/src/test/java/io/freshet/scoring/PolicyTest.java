package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shares of variants, and propensities against frequencies. */
class PolicyTest {
  private static final int LISTS = 20_000;

  @Test
  void variantsGetTheirSharesOfUsersAndKeepThem() {
    Variants variants = new Variants(Map.of("freshet", 0.7, "popularity", 0.2, "random", 0.1));
    Map<Variant, Integer> users = new EnumMap<>(Variant.class);
    for (int i = 0; i < 10_000; i++) {
      users.merge(variants.of("user-" + i), 1, Integer::sum);
    }

    assertThat(users.get(Variant.FRESHET)).isCloseTo(7000, within(200));
    assertThat(users.get(Variant.POPULARITY)).isCloseTo(2000, within(150));
    assertThat(users.get(Variant.RANDOM)).isCloseTo(1000, within(100));
    assertThat(variants.of("user-1")).isEqualTo(variants.of("user-1"));
  }

  @Test
  void withoutNewItemsEveryPropensityIsOne() {
    ScoringConfig config = ScoringConfig.defaults().withExploration(0.5);
    ScoringView view = Samples.world(config);

    Recommendation list = recommend(config, view, "x");

    assertThat(list.getItems()).allMatch(item -> item.getPropensity() == 1);
  }

  @Test
  void explorationPropensitiesAreFrequencies() {
    ScoringConfig config = ScoringConfig.defaults().withExploration(0.4);
    ScoringView view = Samples.world(config);
    for (String item : List.of("n1", "n2", "n3", "n4")) {
      view.apply(ModelUpdate.of(Samples.item(item, Samples.NOW, false)));
    }

    assertPropensitiesAreFrequencies(config, view);
  }

  @Test
  void randomListsAreUniformOverAcceptedItems() {
    ScoringConfig config = ScoringConfig.defaults().withVariants(Map.of("random", 1.0));
    ScoringView view = Samples.world(config);
    for (String item : List.of("a", "b", "c", "p1", "p2", "p3", "n1")) {
      view.apply(ModelUpdate.of(Samples.item(item, Samples.NOW, item.equals("n1"))));
    }

    Recommendation list = recommend(config, view, "x");

    assertThat(list.getItems())
        .allMatch(item -> item.getSource().equals("random"))
        .allMatch(item -> Math.abs(item.getPropensity() - 0.2f) < 1e-6);
    assertThat(new HashSet<>(Samples.items(list))).hasSize(3).doesNotContain("a", "n1");
    assertPropensitiesAreFrequencies(config, view);
  }

  /** Over many lists, each (place, item) occurs as often as its propensity says. */
  private static void assertPropensitiesAreFrequencies(ScoringConfig config, ScoringView view) {
    Map<String, Integer> occurrences = new HashMap<>();
    Map<String, Double> propensities = new HashMap<>();
    for (int i = 0; i < LISTS; i++) {
      List<RankedItem> items = recommend(config, view, "list-" + i).getItems();
      for (int place = 0; place < items.size(); place++) {
        String key = place + "/" + items.get(place).getItem();
        occurrences.merge(key, 1, Integer::sum);
        propensities.put(key, (double) items.get(place).getPropensity());
      }
    }
    occurrences.forEach(
        (key, count) ->
            assertThat(count / (double) LISTS)
                .as(key)
                .isCloseTo(propensities.get(key), within(0.015)));
  }

  private static Recommendation recommend(ScoringConfig config, ScoringView view, String id) {
    return new Recommender(config, view.models(), view.catalogue())
        .recommend(Samples.listRequest(id, 3), Samples.user("u", List.of("a")), Samples.NOW);
  }
}
