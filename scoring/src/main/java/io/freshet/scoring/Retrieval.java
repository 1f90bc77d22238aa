package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_LOG;
import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_RANK;
import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_SHARE;
import static io.freshet.schemas.model.RankingFeatures.NEW_ITEM;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_RANK;

import io.freshet.schemas.model.ScoredItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gathers candidates: neighbours of the recent history, popular items, new items. An item that
 * several sources name is one candidate, of the first of them in this order, which is also the
 * order of retrieval. Sets the features that tell of the sources.
 */
final class Retrieval {
  private final CandidateConfig config;
  private final ModelViews models;
  private final ItemCatalogue catalogue;

  Retrieval(CandidateConfig config, ModelViews models, ItemCatalogue catalogue) {
    this.config = config;
    this.models = models;
    this.catalogue = catalogue;
  }

  /**
   * @param least how many popular items are wanted at least, so that a list can be filled up
   */
  CandidateSet candidates(List<String> history, int least, long now, Predicate<String> accept) {
    CandidateSet candidates = new CandidateSet();
    addCoVisited(history, accept, candidates);
    addPopular(Math.max(config.popular(), least), accept, candidates);
    addNew(now, accept, candidates);
    return candidates;
  }

  private void addCoVisited(
      List<String> history, Predicate<String> accept, CandidateSet candidates) {
    if (history.isEmpty() || config.coVisitation() == 0) {
      return;
    }
    List<ScoredItem> found =
        models.coVisitation().candidates(history, config.coVisitation(), accept);
    for (int rank = 0; rank < found.size(); rank++) {
      ScoredItem scored = found.get(rank);
      Candidate candidate = candidates.addCoVisited(scored.item(), scored.because());
      candidate.set(CO_VISITATION_SHARE, scored.score() / found.get(0).score());
      candidate.set(CO_VISITATION_LOG, Math.log1p(Math.max(scored.score(), 0)));
      candidate.set(CO_VISITATION_RANK, 1.0 / (1 + rank));
    }
  }

  private void addPopular(int k, Predicate<String> accept, CandidateSet candidates) {
    List<ScoredItem> found = models.popularity().top(k, accept);
    for (int rank = 0; rank < found.size(); rank++) {
      candidates.addPopular(found.get(rank).item()).set(POPULARITY_RANK, 1.0 / (1 + rank));
    }
  }

  private void addNew(long now, Predicate<String> accept, CandidateSet candidates) {
    long since = now - config.newItemAge().toMillis();
    List<String> found =
        catalogue.newItems(
            config.newItems(), since, item -> !candidates.contains(item) && accept.test(item));
    for (int i = 0; i < found.size(); i++) {
      candidates.add(found.get(i), Candidate.NEW_ITEM, Optional.empty()).set(NEW_ITEM, 1);
    }
  }
}
