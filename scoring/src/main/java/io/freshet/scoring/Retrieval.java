package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.NEW_ITEM;

import io.freshet.schemas.record.HistoryEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gathers candidates: neighbours of the recent and of the long history, what comes next, items of
 * similar content, items near the user's vector, popular and trending items, new items. An item
 * that several sources name is one candidate, of the first of them in this order, which is also the
 * order of retrieval.
 */
final class Retrieval {
  private final CandidateConfig config;
  private final ModelViews models;
  private final ItemCatalogue catalogue;
  private final Sources sources;

  Retrieval(CandidateConfig config, ModelViews models, ItemCatalogue catalogue) {
    this.config = config;
    this.models = models;
    this.catalogue = catalogue;
    this.sources = new Sources(config, models, catalogue);
  }

  /** Looks for the items near all users of a batch at once. */
  void lookAhead(List<ListRequest> requests, List<UserView> users, NearestItems.Filter filter) {
    sources.lookAhead(requests, users, filter);
  }

  void close() {
    sources.close();
  }

  /**
   * @param least how many popular items are wanted at least, so that a list can be filled up
   */
  CandidateSet candidates(
      List<HistoryEntry> history, int least, long now, Predicate<String> accept) {
    sources.ask(history, now);
    CandidateSet candidates = new CandidateSet(sources);
    candidates.addCoVisited(sources.coVisitation().top(config.coVisitation(), accept));
    candidates.addLongTerm(sources.longHistory().top(config.longHistory(), accept));
    candidates.addNext(sources.transitions().top(config.transitions(), accept));
    candidates.addSimilar(sources.content().top(config.content(), accept));
    candidates.addNear(sources.nearest(accept));
    candidates.addPopular(models.popularity().top(Math.max(config.popular(), least), accept));
    candidates.addTrending(models.trending().top(config.trending(), accept));
    addNew(now, accept, candidates);
    return candidates;
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
