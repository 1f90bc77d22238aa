package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * The k best of many scored ids: a binary min-heap in two arrays, so that the many that do not make
 * it cost one comparison and nothing is allocated for them. Ties go to the id that the order of
 * names puts first.
 */
public final class TopIds {
  /** The order of ids of equal score. */
  public interface NameOrder {
    int compare(int id, int other);
  }

  private final NameOrder names;
  private int[] ids = new int[16];
  private double[] scores = new double[16];
  private int capacity;
  private int size;

  /**
   * @param names which of two ids of equal score goes first
   */
  public TopIds(NameOrder names) {
    this.names = names;
  }

  /** Begins anew, for the best k. */
  public void reset(int k) {
    capacity = k;
    size = 0;
    if (k > ids.length) {
      ids = Arrays.copyOf(ids, k);
      scores = Arrays.copyOf(scores, k);
    }
  }

  /** How many there are, k at most. */
  public int size() {
    return size;
  }

  /** Whether an id of this score would be among the best so far. */
  public boolean takes(int id, double score) {
    return size < capacity || (capacity > 0 && beats(id, score));
  }

  private boolean beats(int id, double score) {
    double worst = scores[0];
    return score > worst || (score == worst && isWorse(ids[0], worst, id, score));
  }

  /** Adds an id that {@link #takes} said yes to. */
  public void add(int id, double score) {
    if (size == capacity) {
      sink(0, id, score, size);
    } else {
      rise(size++, id, score);
    }
  }

  /** Sorts what is there, best first; {@link #add} may not be called again before a reset. */
  public void sort() {
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

  public int id(int rank) {
    return ids[rank];
  }

  public double score(int rank) {
    return scores[rank];
  }

  private void rise(int from, int id, double score) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      double above = scores[parent];
      if (above < score || (above == score && !isWorse(id, score, ids[parent], above))) {
        break;
      }
      put(place, ids[parent], above);
      place = parent;
    }
    put(place, id, score);
  }

  private void sink(int from, int id, double score, int end) {
    double[] heap = scores;
    int place = from;
    for (int child = 2 * place + 1; child < end; child = 2 * place + 1) {
      double least = heap[child];
      if (child + 1 < end) {
        double other = heap[child + 1];
        if (other < least
            || (other == least && isWorse(ids[child + 1], other, ids[child], least))) {
          child++;
          least = other;
        }
      }
      if (least > score || (least == score && !isWorse(ids[child], least, id, score))) {
        break;
      }
      put(place, ids[child], least);
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
