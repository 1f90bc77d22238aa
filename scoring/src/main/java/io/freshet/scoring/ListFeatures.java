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
import java.util.List;

/** Sets the ranking features of the candidates of one list. */
final class ListFeatures {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final ItemCatalogue catalogue;
  private final UserView user;
  private final Sources sources;
  private final Signals signals;
  private final Popularity popularity;
  private final Popularity trending;
  private final PriceRange prices;
  private final long now;
  private final double categoryTotal;
  private final double historyLength;
  private final double sessionLength;

  /**
   * @param retrieval that has just found the candidates
   */
  ListFeatures(
      ModelViews models, ItemCatalogue catalogue, Retrieval retrieval, UserView user, long now) {
    this.catalogue = catalogue;
    this.user = user;
    this.sources = retrieval.sources();
    this.signals = retrieval.signals();
    this.popularity = Popularity.of(models.popularity(), retrieval.popular(), now);
    this.trending = Popularity.of(models.trending(), retrieval.trending(), now);
    this.prices = PriceRange.of(user.history(), catalogue);
    this.now = now;
    this.categoryTotal = CatalogueEntry.categoryTotal(user.counters());
    this.historyLength = Logs.log1p(user.history().size()) / 5;
    this.sessionLength = Logs.log1p(user.sessionEvents()) / 5;
  }

  /** A model of popularity at one moment. */
  private record Popularity(
      PopularityModel model, ItemNumbers numbers, double weight, Signal signal) {
    static Popularity of(PopularityModel model, ItemNumbers numbers, long now) {
      double weight = model.weight(now);
      int[] first = model.rank(1, row -> true);
      double best = first.length == 0 ? 0 : model.count(first[0], weight);
      return new Popularity(model, numbers, weight, new Signal(best));
    }

    double of(int id) {
      return model.count(numbers.number(id), weight);
    }
  }

  void complete(CandidateSet candidates) {
    for (int place = 0; place < candidates.size(); place++) {
      complete(candidates.get(place));
    }
  }

  void complete(List<Candidate> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      complete(candidates.get(i));
    }
  }

  void complete(Candidate candidate) {
    int id = candidate.id;
    candidate.set(BIAS, 1);
    candidate.set(HISTORY_LENGTH, historyLength);
    candidate.set(SESSION_LENGTH, sessionLength);
    popularity.signal.set(candidate, popularity.of(id), POPULARITY_SHARE, POPULARITY_LOG_SHARE);
    trending.signal.set(candidate, trending.of(id), TRENDING_LOG_SHARE);
    setVisited(candidate, sources.visited().number(id));
    setFollowed(candidate, sources.followed().number(id));
    candidate.set(EMBEDDING, sources.logit(id));
    signals.content().set(candidate, sources.content().of(id), CONTENT_SHARE, CONTENT_LOG_SHARE);
    CatalogueEntry entry = catalogue.entry(id);
    if (entry != null) {
      setCatalogued(candidate, entry);
    }
  }

  private void setVisited(Candidate candidate, int number) {
    double together = sources.coVisitation().of(number);
    signals.coVisitation().set(candidate, together, CO_VISITATION_SHARE, CO_VISITATION_LOG_SHARE);
    candidate.set(CO_VISITATION_STRENGTH, Logs.log1p(together));
    double whole = sources.longHistory().of(number);
    signals.longHistory().set(candidate, whole, LONG_HISTORY_SHARE, LONG_HISTORY_LOG_SHARE);
  }

  private void setFollowed(Candidate candidate, int number) {
    double next = sources.transitions().of(number);
    signals.transitions().set(candidate, next, TRANSITION_SHARE, TRANSITION_LOG_SHARE);
    candidate.set(TRANSITION_STRENGTH, Logs.log1p(next));
    candidate.set(LAST_STEP, Logs.log1p(100 * sources.nextShare(number)));
    candidate.set(STEP_BACK, Logs.log1p(100 * sources.previousShare(number)));
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
    return Logs.log1p(Math.max(millis, 0) / MILLIS_PER_HOUR) / 10;
  }
}
