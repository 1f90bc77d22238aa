package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.FeatureContribution;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What recommendations say of themselves. */
class ExplanationsTest {
  private final ScoringView view = Samples.world(ScoringConfig.defaults());

  @Test
  void contributionsAddUpToTheLeadOverTheMeanCandidate() {
    trainRanker();

    List<RankedItem> items = list(100).getItems();

    double mean = items.stream().mapToDouble(RankedItem::getScore).average().orElseThrow();
    assertThat(items).hasSize(5);
    for (RankedItem item : items) {
      double sum =
          item.getReasons().stream().mapToDouble(FeatureContribution::getContribution).sum();
      assertThat(sum).isCloseTo(item.getScore() - mean, within(1e-4));
    }
  }

  @Test
  void theStrongestAreNamedFirst() {
    trainRanker();

    List<RankedItem> all = list(100).getItems();
    List<RankedItem> two = list(2).getItems();

    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).getReasons())
          .isSortedAccordingTo(Comparator.comparing(reason -> -Math.abs(reason.getContribution())));
      assertThat(two.get(i).getReasons()).isEqualTo(all.get(i).getReasons().subList(0, 2));
    }
  }

  @Test
  void whatIsTheSameForAllCandidatesIsNoReason() {
    trainRanker();

    assertThat(list(100).getItems())
        .flatExtracting(RankedItem::getReasons)
        .extracting(FeatureContribution::getFeature)
        .contains("long-history-share", "popularity-share")
        .doesNotContain("bias", "history-length", "session-length");
  }

  @Test
  void whatIsNotWantedIsNotSaid() {
    trainRanker();

    assertThat(list(0).getItems()).allMatch(item -> item.getReasons().isEmpty());
  }

  @Test
  void aListThatTheRankerDidNotOrderHasNoReasons() {
    assertThat(list(3).getItems()).allMatch(item -> item.getReasons().isEmpty());
  }

  private Recommendation list(int reasons) {
    ScoringConfig config =
        ConfigFile.parse("test", "scoring: {explain: " + reasons + ", exploration: 0}")
            .section(ScoringConfig.SECTION, ScoringConfig.defaults());
    return new Recommender(config, view.models(), view.catalogue())
        .recommend(Samples.listRequest("x", 20), Samples.user("u", List.of("a")), Samples.NOW);
  }

  private void trainRanker() {
    int row = 20;
    for (RankingFeatures feature : RankingFeatures.values()) {
      view.apply(ModelUpdate.of(Samples.ranker(feature, -5f * (row % 7), 300), row++));
    }
  }
}
