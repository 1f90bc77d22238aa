package io.freshet.scoring.nearest;

import java.util.Arrays;

/**
 * The k best of many scored ids: a binary min-heap in two arrays. An id that does not make it costs
 * its caller one comparison with {@link #threshold}. Of equal scores the lower id is better.
 */
public final class TopHits {
  private final int[] ids;
  private final float[] scores;
  private int size;

  public TopHits(int k) {
    this.ids = new int[k];
    this.scores = new float[k];
  }

  /** A score has to reach this to be among the best so far. */
  public float threshold() {
    return size < ids.length ? Float.NEGATIVE_INFINITY : scores[0];
  }

  /** Whether there are k. */
  public boolean isFull() {
    return size == ids.length;
  }

  /** Adds an id if it is among the best so far; it may not be there already. */
  public void offer(int id, float score) {
    if (size < ids.length) {
      rise(size++, id, score);
    } else if (isWorse(ids[0], scores[0], id, score)) {
      sink(id, score, size);
    }
  }

  /** Adds what another one found. */
  public void offerAll(TopHits other) {
    for (int i = 0; i < other.size; i++) {
      offer(other.ids[i], other.scores[i]);
    }
  }

  /**
   * Adds those of consecutive ids that are among the best so far.
   *
   * @param from the first of their scores
   * @param firstId its id
   */
  public void offerAll(float[] from, int count, int firstId, int query, Queries.Filter filter) {
    float least = threshold();
    for (int i = 0; i < count; i++) {
      if (from[i] > least && filter.accepts(query, firstId + i)) {
        offer(firstId + i, from[i]);
        least = threshold();
      }
    }
  }

  /** Empties it: the best first. */
  public Hits take() {
    int found = size;
    for (int last = found - 1; last > 0; last--) {
      int id = ids[last];
      float score = scores[last];
      int worst = ids[0];
      float worstScore = scores[0];
      sink(id, score, last);
      put(last, worst, worstScore);
    }
    size = 0;
    return new Hits(Arrays.copyOf(ids, found), Arrays.copyOf(scores, found));
  }

  private void rise(int from, int id, float score) {
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

  private void sink(int id, float score, int end) {
    int place = 0;
    for (int child = 1; child < end; child = 2 * place + 1) {
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

  private void put(int place, int id, float score) {
    ids[place] = id;
    scores[place] = score;
  }

  private static boolean isWorse(int id, float score, int other, float otherScore) {
    return score < otherScore || (score == otherScore && id > other);
  }
}
