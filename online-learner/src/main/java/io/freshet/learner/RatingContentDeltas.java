package io.freshet.learner;

import io.freshet.schemas.model.RatingContent;
import io.freshet.schemas.model.RatingModel;
import io.freshet.schemas.record.RowDelta;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps the categories of items as examples tell them; what changed since the last flush. */
final class RatingContentDeltas {
  /**
   * Of one item.
   *
   * @param votes added by category
   */
  private record Change(Map<String, Double> votes, long ingestTime) {}

  private final RatingContent content;
  private final Map<String, Change> changes = new HashMap<>();

  RatingContentDeltas(RatingContent content) {
    this.content = content;
  }

  /**
   * Sees to it that an item has these categories: votes for a new one, takes all votes from one
   * that it no longer has.
   *
   * @param categories nothing is done when there are none: they are not known
   */
  void describe(String item, List<String> categories, long ingestTime) {
    if (categories.isEmpty() || content.isKnown(item, categories)) {
      return;
    }
    Map<String, Float> known = Map.copyOf(content.votes(item));
    Set<String> named = new HashSet<>(categories);
    known.forEach(
        (category, votes) -> {
          if (!named.contains(category)) {
            add(item, category, -votes, ingestTime);
          }
        });
    for (String category : named) {
      double votes = known.getOrDefault(category, 0f);
      if (votes <= 0) {
        add(item, category, 1 - votes, ingestTime);
      }
    }
  }

  void flush(Consumer<RowDelta> sink) {
    changes.keySet().forEach(item -> pending(item).ifPresent(sink));
    changes.clear();
  }

  Optional<RowDelta> pending(String item) {
    return Optional.ofNullable(changes.get(item))
        .flatMap(
            change ->
                Deltas.sparse(
                    RatingModel.MODEL,
                    RatingModel.CONTENT,
                    item,
                    List.copyOf(change.votes.keySet()),
                    List.copyOf(change.votes.values()),
                    change.ingestTime));
  }

  private void add(String item, String category, double votes, long ingestTime) {
    content.add(item, category, votes);
    Change change = changes.get(item);
    Map<String, Double> sum = new TreeMap<>(change == null ? Map.of() : change.votes);
    sum.merge(category, votes, Double::sum);
    changes.put(item, new Change(sum, ingestTime));
  }
}
