package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.AGE;
import static io.freshet.schemas.model.RankingFeatures.BIAS;
import static io.freshet.schemas.model.RankingFeatures.CATEGORY_AFFINITY;
import static io.freshet.schemas.model.RankingFeatures.CLICK_RATE;
import static io.freshet.schemas.model.RankingFeatures.CONTENT_LOG_SHARE;
import static io.freshet.schemas.model.RankingFeatures.CONTENT_SHARE;
import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_LOG_SHARE;
import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_SHARE;
import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_STRENGTH;
import static io.freshet.schemas.model.RankingFeatures.EMBEDDING;
import static io.freshet.schemas.model.RankingFeatures.HISTORY_LENGTH;
import static io.freshet.schemas.model.RankingFeatures.LAST_STEP;
import static io.freshet.schemas.model.RankingFeatures.LONG_HISTORY_LOG_SHARE;
import static io.freshet.schemas.model.RankingFeatures.LONG_HISTORY_SHARE;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_LOG_SHARE;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_SHARE;
import static io.freshet.schemas.model.RankingFeatures.PRICE_AFFINITY;
import static io.freshet.schemas.model.RankingFeatures.RECENCY;
import static io.freshet.schemas.model.RankingFeatures.SESSION_LENGTH;
import static io.freshet.schemas.model.RankingFeatures.STEP_BACK;
import static io.freshet.schemas.model.RankingFeatures.TRANSITION_LOG_SHARE;
import static io.freshet.schemas.model.RankingFeatures.TRANSITION_SHARE;
import static io.freshet.schemas.model.RankingFeatures.TRANSITION_STRENGTH;
import static io.freshet.schemas.model.RankingFeatures.TRENDING_LOG_SHARE;

import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.ScoredItem;
import java.util.List;

/** Sets the ranking features of the candidates of one list. */
final class ListFeatures {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final ItemCatalogue catalogue;
  private final UserView user;
  private final CandidateSet candidates;
  private final Sources sources;
  private final Signal popularity;
  private final Signal trending;
  private final PriceRange prices;
  private final long now;
  private final double categoryTotal;
  private final double historyLength;

  ListFeatures(
      ModelViews models,
      ItemCatalogue catalogue,
      UserView user,
      CandidateSet candidates,
      long now) {
    this.catalogue = catalogue;
    this.user = user;
    this.candidates = candidates;
    this.sources = candidates.sources();
    this.popularity = signal(models.popularity(), now);
    this.trending = signal(models.trending(), now);
    this.prices = PriceRange.of(user.history(), catalogue);
    this.now = now;
    this.categoryTotal = CatalogueEntry.categoryTotal(user.counters());
    this.historyLength = Math.log1p(user.history().size()) / 5;
  }

  void complete(List<Candidate> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      complete(candidates.get(i));
    }
  }

  void complete(Candidate candidate) {
    candidate.set(BIAS, 1);
    candidate.set(HISTORY_LENGTH, historyLength);
    candidate.set(SESSION_LENGTH, Math.log1p(user.sessionEvents()) / 5);
    popularity.set(candidate, POPULARITY_SHARE, POPULARITY_LOG_SHARE);
    trending.set(candidate, TRENDING_LOG_SHARE);
    setPersonal(candidate);
    CatalogueEntry entry = catalogue.entry(candidate.item);
    if (entry != null) {
      setCatalogued(candidate, entry);
    }
  }

  private void setPersonal(Candidate candidate) {
    String item = candidate.item;
    double together =
        candidates.coVisitation().set(candidate, CO_VISITATION_SHARE, CO_VISITATION_LOG_SHARE);
    candidate.set(CO_VISITATION_STRENGTH, Math.log1p(together));
    candidates.longHistory().set(candidate, LONG_HISTORY_SHARE, LONG_HISTORY_LOG_SHARE);
    double next = candidates.transitions().set(candidate, TRANSITION_SHARE, TRANSITION_LOG_SHARE);
    candidate.set(TRANSITION_STRENGTH, Math.log1p(next));
    candidate.set(LAST_STEP, Math.log1p(100 * sources.nextShare(item)));
    candidate.set(STEP_BACK, Math.log1p(100 * sources.previousShare(item)));
    candidate.set(EMBEDDING, sources.logit(item));
    candidates.content().set(candidate, CONTENT_SHARE, CONTENT_LOG_SHARE);
  }

  private void setCatalogued(Candidate candidate, CatalogueEntry entry) {
    candidate.set(CLICK_RATE, entry.clickRate());
    candidate.set(AGE, hours(now - entry.firstSeen()));
    candidate.set(RECENCY, hours(now - entry.newestEvent()));
    candidate.set(PRICE_AFFINITY, prices.affinity(entry));
    if (categoryTotal > 0) {
      candidate.set(
          CATEGORY_AFFINITY, Math.min(1, entry.categoryCount(user.counters()) / categoryTotal));
    }
  }

  private static double hours(long millis) {
    return Math.log1p(Math.max(millis, 0) / MILLIS_PER_HOUR) / 10;
  }

  private static Signal signal(PopularityModel model, long now) {
    List<ScoredItem> first = model.top(1, item -> true);
    double best = first.isEmpty() ? 0 : model.count(first.get(0).item(), now);
    return new Signal(item -> Math.max(0, model.count(item, now)), best);
  }
}
