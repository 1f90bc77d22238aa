package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationScores;
import io.freshet.schemas.model.EmbeddingModel;
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
 */
final class Sources {
  private static final StepWeights LONG_HISTORY =
      new StepWeights(50, 0.97, Duration.ofMinutes(30), 1);

  /** Added to the visits of the last item, against shares of rarely visited ones. */
  private static final double SHRINKAGE = 5;

  private final CoVisitationScores coVisitation;
  private final CoVisitationScores longHistory;
  private final CoVisitationScores transitions;
  private final ContentIndex content;
  private final EmbeddingModel embeddings;
  private final int nearestWanted;
  private final NearestItems nearest;
  private final Map<List<HistoryEntry>, Near> ahead = new IdentityHashMap<>();
  private final ModelViews models;
  private Optional<float[]> user = Optional.empty();
  private Optional<List<ScoredItem>> near = Optional.empty();
  private String last = "";
  private double visits;

  /** What a user is near. */
  private record Near(float[] vector, List<ScoredItem> items) {}

  Sources(CandidateConfig config, ModelViews models, ItemCatalogue catalogue) {
    this.models = models;
    this.coVisitation = models.coVisitation().scores(models.coVisitation().config().history());
    this.longHistory = models.coVisitation().scores(LONG_HISTORY);
    this.transitions = models.transitions().scores(models.transitions().config().history());
    this.content = catalogue.content();
    this.embeddings = models.embeddings();
    this.nearestWanted = config.embeddings();
    this.nearest = new NearestItems(embeddings, config.nearest());
  }

  /** Looks for the items near all users of a batch at once, before each of them is asked for. */
  void lookAhead(List<ListRequest> requests, List<UserView> users, NearestItems.Filter filter) {
    ahead.clear();
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
    coVisitation.query(history, now);
    longHistory.query(history, now);
    transitions.query(history, now);
    content.query(history);
    Near known = ahead.remove(history);
    user = known == null ? embeddings.user(history, now) : Optional.of(known.vector());
    near = Optional.ofNullable(known).map(Near::items);
    last = history.isEmpty() ? "" : history.get(history.size() - 1).getItem();
    visits = models.transitions().count(last);
  }

  CoVisitationScores coVisitation() {
    return coVisitation;
  }

  CoVisitationScores longHistory() {
    return longHistory;
  }

  CoVisitationScores transitions() {
    return transitions;
  }

  ContentIndex content() {
    return content;
  }

  /** The items nearest to the user's vector; none when the user has no vector. */
  List<ScoredItem> nearest(Predicate<String> accept) {
    return near.or(() -> user.map(vector -> nearest(vector, accept))).orElse(List.of());
  }

  private List<ScoredItem> nearest(float[] vector, Predicate<String> accept) {
    return nearest.find(List.of(vector), nearestWanted, (i, item) -> accept.test(item)).get(0);
  }

  /** The logit of an item; 0 when the user has no vector. */
  double logit(String item) {
    return user.map(vector -> embeddings.score(vector, item)).orElse(0.0);
  }

  /** How often, of the visits of the last item, this one came after it. */
  double nextShare(String item) {
    return last.isEmpty() ? 0 : models.transitions().weight(last, item) / (visits + SHRINKAGE);
  }

  /** How often, of the visits of the last item, this one came before it. */
  double previousShare(String item) {
    return last.isEmpty() ? 0 : models.transitions().weight(item, last) / (visits + SHRINKAGE);
  }
}
