package io.freshet.scoring;

import io.freshet.schemas.model.ItemTerms;
import io.freshet.schemas.model.ScoreSums;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.ItemFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Similarity of items by the {@linkplain ItemTerms terms} of their titles and categories. With
 * idf(t) = ln(1 + N / (1 + df(t))) an item i has the vector v_i,t = idf(t), and a candidate c
 * scores
 *
 * <pre>  Σₛ decayˢ cos(v_hₛ, v_c)  </pre>
 *
 * for the newest items h₀, h₁, … of a history. Inverted: only items that share a term are looked
 * at, and a term that {@link #COMMON} items share says too little to be looked at. Norms are as old
 * as the item's latest description. Source: Manning, Raghavan, Schütze, "Introduction to
 * Information Retrieval", 2008, sections 6.2 to 7.1. Not thread-safe: it belongs to one subtask.
 */
final class ContentIndex {
  /** Terms of more items than this are left out. */
  static final int COMMON = 1000;

  private static final int HISTORY = 5;
  private static final double DECAY = 0.7;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Postings> postings = new HashMap<>();
  private final ScoreSums sums = new ScoreSums(id -> entries.get(id).item);
  private int described;

  private static final class Entry {
    final String item;
    List<String> terms = List.of();
    double norm;

    Entry(String item) {
      this.item = item;
    }
  }

  /** Takes the latest description of an item; a deleted one has no terms. */
  void update(ItemFeatures features) {
    List<String> terms =
        features.getDeleted()
            ? List.of()
            : ItemTerms.of(features.getTitle(), features.getCategories());
    Entry entry = entry(features.getItem());
    if (!entry.terms.equals(terms)) {
      int id = numbers.get(entry.item);
      entry.terms.forEach(term -> postings.get(term).remove(id));
      described += (terms.isEmpty() ? 0 : 1) - (entry.terms.isEmpty() ? 0 : 1);
      terms.forEach(term -> postings.computeIfAbsent(term, added -> new Postings()).add(id));
      entry.terms = terms;
      entry.norm = Math.sqrt(terms.stream().mapToDouble(this::squaredIdf).sum());
    }
  }

  /** Scores all items for a history; the scores stand until the next query. */
  void query(List<HistoryEntry> historyOldestFirst) {
    sums.clear(entries.size());
    double decay = 1;
    int newest = historyOldestFirst.size() - 1;
    for (int step = newest; step >= Math.max(0, newest + 1 - HISTORY); step--, decay *= DECAY) {
      Integer id = numbers.get(historyOldestFirst.get(step).getItem());
      if (id != null) {
        speak(id, entries.get(id), decay);
      }
    }
  }

  /** The score of an item; 0 where it has nothing in common with the history. */
  double of(String item) {
    Integer id = numbers.get(item);
    return id == null ? 0 : sums.of(id);
  }

  /** The most similar items, each with the history item that it is most similar to. */
  List<ScoredItem> top(int k, Predicate<String> accept) {
    return sums.top(k, id -> 1, accept);
  }

  private void speak(int source, Entry entry, double weight) {
    for (String term : entry.terms) {
      @Nullable Postings having = postings.get(term);
      if (having != null && having.size() <= COMMON) {
        double factor = weight * squaredIdf(term) / entry.norm;
        for (int i = 0; i < having.size(); i++) {
          int id = having.id(i);
          if (id != source) {
            sums.add(source, id, factor / entries.get(id).norm);
          }
        }
      }
    }
  }

  private double squaredIdf(String term) {
    double idf = Math.log1p(described / (1.0 + postings.get(term).size()));
    return idf * idf;
  }

  private Entry entry(String item) {
    Integer id = numbers.get(item);
    if (id == null) {
      id = entries.size();
      numbers.put(item, id);
      entries.add(new Entry(item));
    }
    return entries.get(id);
  }
}
