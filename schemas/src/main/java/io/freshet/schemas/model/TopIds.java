package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * The k best of many scored ids: a binary min-heap in two arrays, so that the many that do not make
 * it cost one comparison and nothing is allocated for them. Ties go to the id that the order of
 * names puts first.
 */
final class TopIds {
  /** The order of ids of equal score. */
  interface NameOrder {
    int compare(int id, int other);
  }

  private final NameOrder names;
  private int[] ids = new int[16];
  private double[] scores = new double[16];
  private int capacity;
  private int size;

  TopIds(NameOrder names) {
    this.names = names;
  }

  /** Begins anew, for the best k. */
  void reset(int k) {
    capacity = k;
    size = 0;
    if (k > ids.length) {
      ids = Arrays.copyOf(ids, k);
      scores = Arrays.copyOf(scores, k);
    }
  }

  int size() {
    return size;
  }

  /** Whether an id of this score would be among the best so far. */
  boolean takes(int id, double score) {
    return size < capacity || (capacity > 0 && isWorse(ids[0], scores[0], id, score));
  }

  /** Adds an id that {@link #takes} said yes to. */
  void add(int id, double score) {
    if (size == capacity) {
      sink(0, id, score, size);
    } else {
      rise(size++, id, score);
    }
  }

  /** Sorts what is there, best first; {@link #add} may not be called again before a reset. */
  void sort() {
    for (int last = size - 1; last > 0; last--) {
      int id = ids[last];
      double score = scores[last];
      int worst = ids[0];
      double worstScore = scores[0];
      sink(0, id, score, last);
      ids[last] = worst;
      scores[last] = worstScore;
    }
  }

  int id(int rank) {
    return ids[rank];
  }

  double score(int rank) {
    return scores[rank];
  }

  private void rise(int from, int id, double score) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (!isWorse(id, score, ids[parent], scores[parent])) {
        break;
      }
      put(place, ids[parent], scores[parent]);
      place = parent;
    }
    put(place, id, score);
  }

  private void sink(int from, int id, double score, int end) {
    int place = from;
    for (int child = 2 * place + 1; child < end; child = 2 * place + 1) {
      if (child + 1 < end
          && isWorse(ids[child + 1], scores[child + 1], ids[child], scores[child])) {
        child++;
      }
      if (!isWorse(ids[child], scores[child], id, score)) {
        break;
      }
      put(place, ids[child], scores[child]);
      place = child;
    }
    put(place, id, score);
  }

  private void put(int place, int id, double score) {
    ids[place] = id;
    scores[place] = score;
  }

  private boolean isWorse(int id, double score, int other, double otherScore) {
    return score < otherScore || (score == otherScore && names.compare(id, other) > 0);
  }
}
