package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.CoVisitationConfig;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommenderTest {
  private static final ScoringConfig CONFIG = ScoringConfig.defaults();

  private final ScoringView view = Samples.world(CONFIG);
  private final Recommender recommender = recommender(CONFIG);

  @Test
  void untrainedRankerKeepsCoVisitationThenPopularity() {
    Recommendation list = recommend(Samples.user("u", List.of("a")), 20);

    assertThat(Samples.items(list)).containsExactly("b", "c", "p1", "p2", "p3");
    assertThat(list.getItems().get(0).getSource()).isEqualTo("co-visitation");
    assertThat(list.getItems().get(0).getBecause()).contains("a");
    assertThat(list.getItems().get(0).getScore()).isEqualTo(2);
    assertThat(list.getItems().get(2).getSource()).isEqualTo("popularity");
    assertThat(list.getItems().get(2).getBecause()).isEmpty();
  }

  @Test
  void recordsWhatTheListWasMadeFrom() {
    Recommendation list = recommend(Samples.user("u", List.of("a")), 20);

    assertThat(list.getModelVersion()).isEqualTo(11);
    assertThat(list.getFeatureSet()).isEqualTo(RankingFeatures.FINGERPRINT);
    assertThat(list.getVariant()).isEqualTo("freshet");
    assertThat(list.getTrigger()).contains("trigger");
    assertThat(list.getRequestId()).isEmpty();
    assertThat(list.getServedTime()).isEqualTo(Samples.NOW + 5);
    assertThat(list.getLastItem()).contains("a");
  }

  @Test
  void baselinesAreOfTheSameMoment() {
    Recommendation list = recommend(Samples.user("u", List.of("p1", "a")), 2);

    assertThat(list.getBaselines().get(0).getName()).isEqualTo("popularity");
    assertThat(list.getBaselines().get(0).getItems()).containsExactly("p2", "p3", "b", "c");
    assertThat(list.getBaselines().get(1).getName()).isEqualTo("last-item");
    assertThat(list.getBaselines().get(1).getItems()).containsExactly("b", "c");
  }

  @Test
  void userWithoutHistoryGetsPopularItems() {
    Recommendation list = recommend(UserView.unknown("u"), 3);

    assertThat(Samples.items(list)).containsExactly("p1", "p2", "p3");
    assertThat(list.getSequence()).isZero();
  }

  @Test
  void trainedRankerReordersByItsWeights() {
    train(RankingFeatures.POPULARITY_SHARE, -2000);

    assertThat(Samples.items(recommend(Samples.user("u", List.of("a")), 3)))
        .containsExactly("p1", "p2", "p3");
  }

  @Test
  void rankerWithTooLittleEvidenceIsNotAsked() {
    view.apply(
        ModelUpdate.of(
            Samples.ranker(RankingFeatures.BIAS, 0, (float) CONFIG.minRankerEvidence() - 1), 20));
    view.apply(ModelUpdate.of(Samples.ranker(RankingFeatures.POPULARITY_SHARE, -200, 1), 21));

    assertThat(Samples.items(recommend(Samples.user("u", List.of("a")), 1))).containsExactly("b");
  }

  @Test
  void featuresAreThoseOfTheDefinition() {
    view.apply(
        ModelUpdate.of(
            Samples.itemBuilder("b")
                .setCategories(List.of("x"))
                .setRates(Map.of("click", 0.25))
                .setFirstSeen(Samples.NOW - 3 * Samples.HOUR)
                .setEventTime(Samples.NOW - Samples.HOUR)
                .setTitle("Red lamp")
                .setPrice(4.0)
                .build()));
    view.apply(
        ModelUpdate.of(Samples.itemBuilder("a").setTitle("Red chair").setPrice(2.0).build()));
    Samples.transitions().forEach(row -> view.apply(ModelUpdate.of(row, 12)));
    UserView user =
        new UserView(
            "u",
            1,
            Samples.entries(List.of("a")),
            Map.of("category:x", 3.0, "category:y", 1.0),
            2,
            Set.of("a"));

    RankedItem item = recommend(user, 20).getItems().get(0);

    double score = 8 / Math.pow(4 + shrinkage(), 1);
    assertThat(item.getItem()).isEqualTo("b");
    assertFeature(item, RankingFeatures.BIAS, 1);
    assertFeature(item, RankingFeatures.CO_VISITATION_SHARE, 1);
    assertFeature(item, RankingFeatures.CO_VISITATION_LOG_SHARE, Math.log(1.001));
    assertFeature(item, RankingFeatures.CO_VISITATION_STRENGTH, Math.log1p(score));
    assertFeature(item, RankingFeatures.LONG_HISTORY_SHARE, 1);
    assertFeature(item, RankingFeatures.TRANSITION_SHARE, 0.5);
    assertFeature(item, RankingFeatures.TRANSITION_LOG_SHARE, Math.log(0.501));
    assertFeature(item, RankingFeatures.LAST_STEP, Math.log1p(100 * 3 / 12.0));
    assertFeature(item, RankingFeatures.STEP_BACK, Math.log1p(100 * 2 / 12.0));
    assertFeature(item, RankingFeatures.CONTENT_SHARE, 1);
    assertFeature(item, RankingFeatures.POPULARITY_SHARE, 0.1);
    assertFeature(item, RankingFeatures.POPULARITY_LOG_SHARE, Math.log(0.101));
    assertFeature(item, RankingFeatures.TRENDING_LOG_SHARE, Math.log(1e-3));
    assertFeature(item, RankingFeatures.NEW_ITEM, 0);
    assertFeature(item, RankingFeatures.CLICK_RATE, 0.25);
    assertFeature(item, RankingFeatures.CATEGORY_AFFINITY, 0.75);
    assertFeature(item, RankingFeatures.PRICE_AFFINITY, -Math.log(2));
    assertFeature(item, RankingFeatures.AGE, Math.log(4) / 10);
    assertFeature(item, RankingFeatures.RECENCY, Math.log(2) / 10);
    assertFeature(item, RankingFeatures.HISTORY_LENGTH, Math.log(2) / 5);
    assertFeature(item, RankingFeatures.SESSION_LENGTH, Math.log(3) / 5);
  }

  @Test
  void knownBlockedDeletedAndExcludedItemsAreLeftOut() {
    ScoringConfig blocking = withBlocked("p1");
    view.apply(ModelUpdate.of(Samples.item("p2", Samples.NOW, true)));
    ListRequest request =
        new ListRequest("r", Optional.empty(), 20, Set.of("c"), Samples.NOW, Samples.NOW);

    Recommendation list =
        recommender(blocking).recommend(request, Samples.user("u", List.of("a")), Samples.NOW);

    assertThat(Samples.items(list)).containsExactly("b", "p3");
    assertThat(list.getBaselines().get(0).getItems()).containsExactly("p3", "b");
    assertThat(list.getRequestId()).contains("r");
  }

  @Test
  void newItemsAreCandidatesWhileTheyAreNew() {
    long age = CONFIG.candidates().newItemAge().toMillis();
    view.apply(ModelUpdate.of(Samples.item("fresh", Samples.NOW - age, false)));
    view.apply(ModelUpdate.of(Samples.item("stale", Samples.NOW - age - 1, false)));

    Recommendation list = recommend(Samples.user("u", List.of("a")), 20);

    RankedItem last = list.getItems().get(list.getItems().size() - 1);
    assertThat(last.getItem()).isEqualTo("fresh");
    assertThat(last.getSource()).isEqualTo("new-item");
    assertThat(Samples.items(list)).doesNotContain("stale");
  }

  @Test
  void popularityVariantServesPopularItemsWithFullFeatures() {
    Recommendation list =
        recommender(CONFIG.withVariants(Map.of("popularity", 1.0)))
            .recommend(Samples.listRequest("x", 4), Samples.user("u", List.of("a")), Samples.NOW);

    assertThat(list.getVariant()).isEqualTo("popularity");
    assertThat(Samples.items(list)).containsExactly("p1", "p2", "p3", "b");
    assertThat(list.getItems().get(3).getSource()).isEqualTo("popularity");
    assertFeature(list.getItems().get(3), RankingFeatures.CO_VISITATION_SHARE, 1);
  }

  @Test
  void sizeOutOfRangeIsRefused() {
    assertThatThrownBy(() -> recommend(UserView.unknown("u"), 0))
        .isInstanceOf(ScoringException.class)
        .hasMessage("count = 0, expected 1 to 1000");
  }

  @Test
  void sameRequestGivesSameList() {
    UserView user = Samples.user("u", List.of("a"));

    assertThat(recommend(user, 5)).isEqualTo(recommend(user, 5));
  }

  private Recommender recommender(ScoringConfig config) {
    return new Recommender(config, view.models(), view.catalogue());
  }

  private Recommendation recommend(UserView user, int size) {
    return recommender.recommend(Samples.listRequest("x", size), user, Samples.NOW + 5);
  }

  private void train(RankingFeatures feature, float z) {
    view.apply(
        ModelUpdate.of(
            Samples.ranker(RankingFeatures.BIAS, 0, (float) CONFIG.minRankerEvidence()), 20));
    view.apply(ModelUpdate.of(Samples.ranker(feature, z, 1), 21));
  }

  private static double shrinkage() {
    return CoVisitationConfig.symmetric().shrinkage();
  }

  private static ScoringConfig withBlocked(String item) {
    return ConfigFile.parse("test", "scoring: {blocked: [" + item + "]}")
        .section(ScoringConfig.SECTION, CONFIG);
  }

  private static void assertFeature(RankedItem item, RankingFeatures feature, double value) {
    assertThat(item.getFeatures().get(feature.ordinal()))
        .as(feature.name())
        .isCloseTo((float) value, within(1e-5f));
  }
}
