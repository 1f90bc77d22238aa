package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.AGE;
import static io.freshet.schemas.model.RankingFeatures.BIAS;
import static io.freshet.schemas.model.RankingFeatures.CATEGORY_AFFINITY;
import static io.freshet.schemas.model.RankingFeatures.CLICK_RATE;
import static io.freshet.schemas.model.RankingFeatures.HISTORY_LENGTH;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_LOG;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_SHARE;

import java.util.List;

/** Sets the ranking features that do not come from retrieval, for the candidates of one list. */
final class ListFeatures {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final ModelViews models;
  private final ItemCatalogue catalogue;
  private final UserView user;
  private final long now;
  private final double categoryTotal;
  private final double historyLength;
  private final double mostPopular;

  ListFeatures(
      ModelViews models,
      ItemCatalogue catalogue,
      UserView user,
      CandidateSet candidates,
      long now) {
    this.models = models;
    this.catalogue = catalogue;
    this.user = user;
    this.now = now;
    this.categoryTotal = CatalogueEntry.categoryTotal(user.counters());
    this.historyLength = Math.log1p(user.history().size()) / 5;
    this.mostPopular = candidates.popular().isEmpty() ? 0 : count(candidates.popular().get(0));
  }

  void complete(List<Candidate> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      complete(candidates.get(i));
    }
  }

  void complete(Candidate candidate) {
    double count = count(candidate);
    candidate.set(BIAS, 1);
    candidate.set(POPULARITY_SHARE, mostPopular > 0 ? Math.min(1, count / mostPopular) : 0);
    candidate.set(POPULARITY_LOG, Math.log1p(count));
    candidate.set(HISTORY_LENGTH, historyLength);
    CatalogueEntry entry = catalogue.entry(candidate.item);
    if (entry != null) {
      complete(candidate, entry);
    }
  }

  private void complete(Candidate candidate, CatalogueEntry entry) {
    candidate.set(CLICK_RATE, entry.clickRate());
    candidate.set(AGE, Math.log1p(Math.max(now - entry.firstSeen(), 0) / MILLIS_PER_HOUR) / 10);
    if (categoryTotal > 0) {
      candidate.set(
          CATEGORY_AFFINITY, Math.min(1, entry.categoryCount(user.counters()) / categoryTotal));
    }
  }

  private double count(Candidate candidate) {
    return Math.max(0, models.popularity().count(candidate.item, now));
  }
}
