package io.freshet.schemas.model;

import io.freshet.schemas.record.HistoryEntry;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the history of one user says for every item, by a {@link CoVisitationModel}; the scores are
 * those of the latest query.
 */
public final class CoVisitationScores {
  private final CoVisitationModel model;
  private final StepWeights steps;
  private final ScoreSums sums;

  /**
   * @param steps how much each step of a history speaks
   */
  CoVisitationScores(CoVisitationModel model, StepWeights steps) {
    this.model = model;
    this.steps = steps;
    this.sums = new ScoreSums(model::item);
  }

  /**
   * Scores all items for a history.
   *
   * @param now when the next item is wanted, epoch milliseconds
   */
  public void query(List<HistoryEntry> historyOldestFirst, long now) {
    sums.clear(model.bound());
    double decay = 1;
    int newest = historyOldestFirst.size() - 1;
    int oldest = Math.max(0, newest + 1 - steps.length());
    for (int step = newest; step >= oldest; step--, decay *= steps.decay()) {
      HistoryEntry entry = historyOldestFirst.get(step);
      double event = model.config().events().of(entry.getType());
      speak(entry.getItem(), decay * steps.session(now - entry.getTime()) * event);
    }
  }

  /** Scores all items for a history of one item. */
  public void query(String item) {
    sums.clear(model.bound());
    speak(item, 1);
  }

  /** The score of an item; 0 where the history says nothing. */
  public double of(String item) {
    int id = model.find(item);
    double sum = id == RowTable.ABSENT ? 0 : sums.of(id);
    return sum == 0 ? 0 : sum * model.targetFactor(id);
  }

  /** The best items, each with the history item that spoke loudest for it. */
  public List<ScoredItem> top(int k, Predicate<String> accept) {
    return sums.top(k, model::targetFactor, accept);
  }

  private void speak(String item, double weight) {
    int source = model.find(item);
    @Nullable NeighbourList list = source == RowTable.ABSENT ? null : model.neighbours(source);
    if (list != null && weight > 0) {
      double factor = weight * model.sourceFactor(source);
      for (int i = 0; i < list.size(); i++) {
        sums.add(source, list.id(i), factor * list.weight(i));
      }
    }
  }
}
