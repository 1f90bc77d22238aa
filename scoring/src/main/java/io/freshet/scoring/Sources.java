package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationScores;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.EmbeddingScores;
import io.freshet.schemas.model.RowTable;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.HistoryEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sources that know a user by the history: co-visitation with the recent and with the long
 * history, transitions, embeddings, content. Their answers are those to the latest {@link #ask}.
 * Items go by the ids of the {@link ItemCatalogue}.
 */
final class Sources {
  private static final StepWeights LONG_HISTORY =
      new StepWeights(50, 0.97, Duration.ofMinutes(30), 1);

  /** Added to the visits of the last item, against shares of rarely visited ones. */
  private static final double SHRINKAGE = 5;

  private final ItemCatalogue catalogue;
  private final ModelViews models;
  private final CoVisitationScores coVisitation;
  private final CoVisitationScores longHistory;
  private final CoVisitationScores transitions;
  private final ItemNumbers visited;
  private final ItemNumbers followed;
  private final ItemNumbers embedded;
  private final ContentIndex content;
  private final EmbeddingModel embeddings;
  private final EmbeddingScores logits;
  private final int nearestWanted;
  private final NearestItems nearest;
  private final Map<List<HistoryEntry>, Near> ahead = new IdentityHashMap<>();
  private final int[] newest = new int[ContentIndex.HISTORY];
  private Optional<float[]> user = Optional.empty();
  private Optional<List<ScoredItem>> near = Optional.empty();
  private int last = RowTable.ABSENT;
  private double visits;

  /** What a user is near. */
  private record Near(float[] vector, List<ScoredItem> items) {}

  Sources(CandidateConfig config, ModelViews models, ItemCatalogue catalogue) {
    this.catalogue = catalogue;
    this.models = models;
    this.coVisitation = models.coVisitation().scores(models.coVisitation().config().history());
    this.longHistory = models.coVisitation().scores(LONG_HISTORY);
    this.transitions = models.transitions().scores(models.transitions().config().history());
    this.visited = ItemNumbers.of(models.coVisitation(), catalogue);
    this.followed = ItemNumbers.of(models.transitions(), catalogue);
    this.embedded = ItemNumbers.of(models.embeddings(), catalogue);
    this.content = catalogue.content();
    this.embeddings = models.embeddings();
    this.logits = new EmbeddingScores(embeddings);
    this.nearestWanted = config.embeddings();
    this.nearest = new NearestItems(embeddings, config.nearest());
  }

  /**
   * Looks for the items near all users of a batch at once, before each of them is asked for, where
   * that saves something.
   */
  void lookAhead(List<ListRequest> requests, List<UserView> users, NearestItems.Filter filter) {
    ahead.clear();
    if (nearest.isBatched()) {
      lookForAll(requests, users, filter);
    }
  }

  private void lookForAll(
      List<ListRequest> requests, List<UserView> users, NearestItems.Filter filter) {
    List<Integer> places = new ArrayList<>(users.size());
    List<float[]> vectors = new ArrayList<>(users.size());
    for (int place = 0; place < users.size(); place++) {
      long now = requests.get(place).eventTime();
      Optional<float[]> vector = embeddings.user(users.get(place).history(), now);
      if (vector.isPresent()) {
        places.add(place);
        vectors.add(vector.get());
      }
    }
    List<List<ScoredItem>> found =
        nearest.find(vectors, nearestWanted, (i, item) -> filter.accepts(places.get(i), item));
    for (int i = 0; i < found.size(); i++) {
      ahead.put(users.get(places.get(i)).history(), new Near(vectors.get(i), found.get(i)));
    }
  }

  void close() {
    nearest.close();
  }

  /** Lets every source look at a history. */
  void ask(List<HistoryEntry> history, long now) {
    embedded.refresh();
    coVisitation.query(history, now);
    longHistory.query(history, now);
    transitions.query(history, now);
    int steps = Math.min(history.size(), newest.length);
    for (int step = 0; step < steps; step++) {
      newest[step] = catalogue.find(history.get(history.size() - 1 - step).getItem());
    }
    content.query(newest, steps);
    Near known = ahead.remove(history);
    user = known == null ? embeddings.user(history, now) : Optional.of(known.vector());
    near = Optional.ofNullable(known).map(Near::items);
    user.ifPresent(logits::look);
    last =
        history.isEmpty()
            ? RowTable.ABSENT
            : models.transitions().find(history.get(history.size() - 1).getItem());
    visits = models.transitions().count(last);
  }

  /** Co-visitation with the recent history, by the {@linkplain #visited numbers} of its model. */
  CoVisitationScores coVisitation() {
    return coVisitation;
  }

  /** Co-visitation with the long history, by the {@linkplain #visited numbers} of its model. */
  CoVisitationScores longHistory() {
    return longHistory;
  }

  /** Transitions from the last items, by the {@linkplain #followed numbers} of their model. */
  CoVisitationScores transitions() {
    return transitions;
  }

  ContentIndex content() {
    return content;
  }

  /** Which number an item has in co-visitation. */
  ItemNumbers visited() {
    return visited;
  }

  /** Which number an item has in transitions. */
  ItemNumbers followed() {
    return followed;
  }

  /** The items nearest to the user's vector; none when the user has no vector. */
  List<ScoredItem> nearest(Predicate<String> accept) {
    return near.or(() -> user.map(vector -> nearest(vector, accept))).orElse(List.of());
  }

  private List<ScoredItem> nearest(float[] vector, Predicate<String> accept) {
    return nearest.find(List.of(vector), nearestWanted, (i, item) -> accept.test(item)).get(0);
  }

  /** The logit of an item; 0 when the user has no vector. */
  double logit(int id) {
    return user.isPresent() ? logits.of(embedded.number(id)) : 0;
  }

  /**
   * How often, of the visits of the last item, another one came after it.
   *
   * @param number of the other one in transitions
   */
  double nextShare(int number) {
    return models.transitions().weight(last, number) / (visits + SHRINKAGE);
  }

  /**
   * How often, of the visits of the last item, another one came before it.
   *
   * @param number of the other one in transitions
   */
  double previousShare(int number) {
    return models.transitions().weight(number, last) / (visits + SHRINKAGE);
  }
}
