package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.NEW_ITEM;

import io.freshet.schemas.model.CoVisitationScores;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.model.TopIds;
import io.freshet.schemas.record.HistoryEntry;
import java.util.List;

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
  private final Acceptance accepted;
  private final Sources sources;
  private final ItemNumbers popular;
  private final ItemNumbers trending;
  private final CandidateSet.Places places = new CandidateSet.Places();
  private final CandidateSet own;
  private CandidateSet candidates;
  private Signals signals = Signals.NONE;

  /**
   * @param accepted which items may be candidates
   */
  Retrieval(
      CandidateConfig config, ModelViews models, ItemCatalogue catalogue, Acceptance accepted) {
    this.config = config;
    this.models = models;
    this.catalogue = catalogue;
    this.accepted = accepted;
    this.sources = new Sources(config, models, catalogue);
    this.popular = ItemNumbers.of(models.popularity(), catalogue);
    this.trending = ItemNumbers.of(models.trending(), catalogue);
    this.own = newSet();
    this.candidates = own;
  }

  /** Looks for the items near all users of a batch at once. */
  void lookAhead(List<ListRequest> requests, List<UserView> users, NearestItems.Filter filter) {
    sources.lookAhead(requests, users, filter);
  }

  void close() {
    sources.close();
  }

  Sources sources() {
    return sources;
  }

  /** Which number an item has in popularity. */
  ItemNumbers popular() {
    return popular;
  }

  /** Which number an item has in trending. */
  ItemNumbers trending() {
    return trending;
  }

  /** What the sources said at the latest {@link #candidates}. */
  Signals signals() {
    return signals;
  }

  /** A set that candidates can be put in, one after the other. */
  CandidateSet newSet() {
    return new CandidateSet(catalogue, places);
  }

  /**
   * The candidates for a history; they are the same object every time.
   *
   * @param least how many popular items are wanted at least, so that a list can be filled up
   */
  CandidateSet candidates(List<HistoryEntry> history, int least, long now) {
    gather(history, least, now, own);
    return own;
  }

  /** Puts the candidates for a history in a set, in place of those that it has. */
  void gather(List<HistoryEntry> history, int least, long now, CandidateSet into) {
    candidates = into;
    popular.refresh();
    trending.refresh();
    candidates.clear();
    sources.ask(history, now);
    signals =
        new Signals(
            addVisited(sources.coVisitation(), config.coVisitation()),
            addVisited(sources.longHistory(), config.longHistory()),
            addNext(),
            addSimilar());
    addNear();
    addPopular(Math.max(config.popular(), least));
    addTrending();
    addNew(now);
  }

  private Signal addVisited(CoVisitationScores scores, int k) {
    return addPersonal(scores, sources.visited(), k, Candidate.CO_VISITATION);
  }

  private Signal addNext() {
    return addPersonal(
        sources.transitions(), sources.followed(), config.transitions(), Candidate.TRANSITION);
  }

  private Signal addPersonal(CoVisitationScores scores, ItemNumbers numbers, int k, String source) {
    TopIds ranked = scores.rank(k, number -> accepted.test(numbers.id(number)));
    for (int rank = 0; rank < ranked.size(); rank++) {
      int number = ranked.id(rank);
      int because = numbers.id(scores.because(number));
      candidates.addPersonal(numbers.id(number), source, catalogue.item(because));
    }
    return Signal.of(ranked);
  }

  private Signal addSimilar() {
    ContentIndex content = sources.content();
    TopIds ranked = content.rank(config.content(), accepted);
    for (int rank = 0; rank < ranked.size(); rank++) {
      int id = ranked.id(rank);
      candidates.addPersonal(id, Candidate.CONTENT, catalogue.item(content.because(id)));
    }
    return Signal.of(ranked);
  }

  private void addNear() {
    List<ScoredItem> near = sources.nearest(item -> accepted.test(catalogue.id(item)));
    for (int rank = 0; rank < near.size(); rank++) {
      candidates.addPersonal(catalogue.id(near.get(rank).item()), Candidate.EMBEDDING, "");
    }
  }

  private void addPopular(int k) {
    for (int row : rank(models.popularity(), popular, k)) {
      candidates.addPopular(popular.id(row));
    }
  }

  private void addTrending() {
    for (int row : rank(models.trending(), trending, config.trending())) {
      candidates.add(trending.id(row), Candidate.TRENDING);
    }
  }

  private int[] rank(PopularityModel model, ItemNumbers numbers, int k) {
    return model.rank(k, row -> accepted.test(numbers.id(row)));
  }

  private void addNew(long now) {
    long since = now - config.newItemAge().toMillis();
    int[] found =
        catalogue.newItems(
            config.newItems(), since, id -> !candidates.contains(id) && accepted.test(id));
    for (int id : found) {
      candidates.add(id, Candidate.NEW_ITEM).set(NEW_ITEM, 1);
    }
  }
}
