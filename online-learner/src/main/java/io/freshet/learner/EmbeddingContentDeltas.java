package io.freshet.learner;

import io.freshet.schemas.model.EmbeddingContent;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.record.RowDelta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps the terms of items as examples tell them; what changed since the last flush. */
final class EmbeddingContentDeltas {
  /** Of one item. */
  private record Change(Map<String, Double> votes, long ingestTime) {}

  private final EmbeddingContent content;
  private final Map<String, Change> changes = new HashMap<>();

  EmbeddingContentDeltas(EmbeddingContent content) {
    this.content = content;
  }

  /**
   * Sees to it that an item has these terms: votes for a new one, takes all votes from one that it
   * no longer has.
   *
   * @param terms all different; nothing is done when there are none: they are not known
   */
  void describe(String item, List<String> terms, long ingestTime) {
    if (terms.isEmpty() || content.isKnown(item, terms)) {
      return;
    }
    Map<String, Float> known = content.votes(item);
    Set<String> named = Set.copyOf(terms);
    known.forEach(
        (term, votes) -> {
          if (!named.contains(term)) {
            add(item, term, -votes, ingestTime);
          }
        });
    for (String term : terms) {
      double votes = known.getOrDefault(term, 0f);
      if (votes <= 0) {
        add(item, term, 1 - votes, ingestTime);
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
                    EmbeddingModel.MODEL,
                    content.table(),
                    item,
                    List.copyOf(change.votes.keySet()),
                    List.copyOf(change.votes.values()),
                    change.ingestTime));
  }

  private void add(String item, String term, double votes, long ingestTime) {
    content.add(item, term, votes);
    Change change = changes.get(item);
    Map<String, Double> sum = new TreeMap<>(change == null ? Map.of() : change.votes);
    sum.merge(term, votes, Double::sum);
    changes.put(item, new Change(sum, ingestTime));
  }
}
