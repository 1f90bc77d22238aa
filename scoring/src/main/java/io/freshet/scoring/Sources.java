package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationScores;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.HistoryEntry;
import java.time.Duration;
import java.util.List;
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
  private final ModelViews models;
  private Optional<float[]> user = Optional.empty();
  private String last = "";
  private double visits;

  Sources(ModelViews models, ItemCatalogue catalogue) {
    this.models = models;
    this.coVisitation = models.coVisitation().scores(models.coVisitation().config().history());
    this.longHistory = models.coVisitation().scores(LONG_HISTORY);
    this.transitions = models.transitions().scores(models.transitions().config().history());
    this.content = catalogue.content();
    this.embeddings = models.embeddings();
  }

  /** Lets every source look at a history. */
  void ask(List<HistoryEntry> history, long now) {
    coVisitation.query(history, now);
    longHistory.query(history, now);
    transitions.query(history, now);
    content.query(history);
    user = embeddings.user(history, now);
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
  List<ScoredItem> nearest(int k, int mostItems, Predicate<String> accept) {
    return user.filter(vector -> embeddings.size() <= mostItems)
        .map(vector -> embeddings.top(vector, k, accept))
        .orElse(List.of());
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
