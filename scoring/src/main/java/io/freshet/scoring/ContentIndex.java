package io.freshet.scoring;

import io.freshet.schemas.model.ItemTerms;
import io.freshet.schemas.model.ScoreSums;
import io.freshet.schemas.model.TopIds;
import io.freshet.schemas.record.ItemFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

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
 * Information Retrieval", 2008, sections 6.2 to 7.1. Items go by the ids of an {@link
 * ItemCatalogue}. Not thread-safe: it belongs to one subtask.
 */
final class ContentIndex {
  /** Terms of more items than this are left out. */
  static final int COMMON = 1000;

  /** How many of the newest items of a history speak. */
  static final int HISTORY = 5;

  private static final double DECAY = 0.7;
  private static final Described NOTHING = new Described(List.of(), List.of());

  private final Map<String, Postings> postings = new HashMap<>();
  private final ScoreSums sums;
  private Described[] items = new Described[64];

  /** By item; 1 where it has no terms. */
  private double[] norms = new double[64];

  private int bound;
  private int described;

  /**
   * @param having for each term who has it
   */
  private record Described(List<String> terms, List<Postings> having) {}

  /**
   * @param names of items
   */
  ContentIndex(IntFunction<String> names) {
    this.sums = new ScoreSums(names);
  }

  /** Takes the latest description of an item; a deleted one has no terms. */
  void update(int id, ItemFeatures features) {
    makeRoom(id);
    List<String> terms =
        features.getDeleted()
            ? List.of()
            : ItemTerms.of(features.getTitle(), features.getCategories());
    Described before = items[id];
    if (!before.terms.equals(terms)) {
      before.having.forEach(having -> having.remove(id));
      described += (terms.isEmpty() ? 0 : 1) - (before.terms.isEmpty() ? 0 : 1);
      List<Postings> having = new ArrayList<>(terms.size());
      terms.forEach(term -> having.add(having(term)));
      having.forEach(added -> added.add(id));
      items[id] = new Described(terms, having);
      norms[id] = Math.sqrt(having.stream().mapToDouble(this::squaredIdf).sum());
    }
  }

  /**
   * Scores all items for a history; the scores stand until the next query.
   *
   * @param newestFirst ids of the newest items; negative for items that are not known
   */
  void query(int[] newestFirst, int length) {
    sums.clear(bound);
    double decay = 1;
    for (int step = 0; step < length; step++, decay *= DECAY) {
      int id = newestFirst[step];
      if (id >= 0 && id < bound) {
        speak(id, decay);
      }
    }
  }

  /** The score of an item; 0 where it has nothing in common with the history. */
  double of(int id) {
    return sums.of(id);
  }

  /** The most similar items. */
  TopIds rank(int k, IntPredicate accept) {
    return sums.rank(k, accept);
  }

  /** The history item that one of the best items is most similar to. */
  int because(int id) {
    return sums.because(id);
  }

  private void speak(int source, double weight) {
    List<Postings> terms = items[source].having;
    for (int term = 0; term < terms.size(); term++) {
      Postings having = terms.get(term);
      if (having.size() <= COMMON) {
        double factor = weight * squaredIdf(having) / norms[source];
        for (int i = 0; i < having.size(); i++) {
          int id = having.id(i);
          if (id != source) {
            sums.add(source, id, factor / norms[id]);
          }
        }
      }
    }
  }

  private double squaredIdf(Postings having) {
    double idf = Math.log1p(described / (1.0 + having.size()));
    return idf * idf;
  }

  private Postings having(String term) {
    return postings.computeIfAbsent(term, added -> new Postings());
  }

  private void makeRoom(int id) {
    if (id >= items.length) {
      items = Arrays.copyOf(items, Math.max(id + 1, 2 * items.length));
      norms = Arrays.copyOf(norms, items.length);
    }
    for (; bound <= id; bound++) {
      items[bound] = NOTHING;
      norms[bound] = 1;
    }
  }
}
