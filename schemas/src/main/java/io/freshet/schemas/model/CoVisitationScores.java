package io.freshet.schemas.model;

import io.freshet.schemas.record.HistoryEntry;
import java.util.List;
import java.util.function.IntPredicate;
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

  /** The score of an item by its number; 0 where the history says nothing. */
  public double of(int id) {
    double sum = id == RowTable.ABSENT ? 0 : sums.of(id);
    return sum == 0 ? 0 : sum * model.targetFactor(id);
  }

  /** The best items, each with the history item that spoke loudest for it. */
  public List<ScoredItem> top(int k, Predicate<String> accept) {
    rank(k, id -> accept.test(model.item(id)));
    return sums.ranked();
  }

  /** The numbers of the best items; the answer stands until the next one. */
  public TopIds rank(int k, IntPredicate accept) {
    return sums.rank(k, model.targetFactors(), accept);
  }

  /** The history item that spoke loudest for one of the best items. */
  public int because(int id) {
    return sums.because(id);
  }

  private void speak(String item, double weight) {
    int source = model.find(item);
    @Nullable NeighbourList list = source == RowTable.ABSENT ? null : model.neighbours(source);
    if (list != null && weight > 0) {
      double factor = weight * model.sourceFactor(source);
      sums.addAll(source, list.ids(), list.weights(), list.size(), factor);
    }
  }
}
