package io.freshet.learner;

import io.freshet.schemas.metrics.RankingMetrics;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.HistoryEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Recall of the next item, on a share of the examples: a list that leaves out the items of the
 * history is compared with the item that came. Repeated items are not counted.
 */
final class NextItemValidation {
  /** Makes a list of the items that a predicate accepts. */
  interface Recommender {
    List<ScoredItem> list(int length, Predicate<String> accept);
  }

  private final double share;
  private final Validation<RankingMetrics> validation;

  /**
   * @param share of the examples to look at, in [0, 1]
   */
  NextItemValidation(String model, double share) {
    this.share = share;
    this.validation = new Validation<>(model, "next-item", new NextItemFigures());
  }

  Validation<RankingMetrics> validation() {
    return validation;
  }

  void count(Example example, Recommender recommender) {
    if (!chosen(example.getId())) {
      return;
    }
    String item = example.getItem().orElseThrow();
    Set<String> known = new HashSet<>();
    for (HistoryEntry entry : example.getHistory()) {
      known.add(entry.getItem());
    }
    if (!known.contains(item)) {
      List<ScoredItem> list =
          recommender.list(NextItemFigures.LENGTH, candidate -> !known.contains(candidate));
      validation.recent().add(rank(list, item));
    }
  }

  /** The same examples in every run: chosen by the hash of the id, spread by Fibonacci hashing. */
  private boolean chosen(String id) {
    int spread = id.hashCode() * 0x9E3779B9;
    return (spread >>> 1) < share * (Integer.MAX_VALUE + 1.0);
  }

  private static int rank(List<ScoredItem> list, String item) {
    for (int rank = 0; rank < list.size(); rank++) {
      if (list.get(rank).item().equals(item)) {
        return rank;
      }
    }
    return -1;
  }
}
