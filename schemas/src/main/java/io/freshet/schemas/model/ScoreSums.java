package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Sums of what several sources, such as the items of a history, say for numbered items, and which
 * source said the most. Arrays as long as the highest number, of which {@link #clear} touches only
 * what was added to.
 */
public final class ScoreSums {
  private final IntFunction<String> names;
  private final TopIds top;
  private float[] sum = new float[64];
  private float[] loudest = new float[64];
  private int[] because = new int[64];
  private int[] touched = new int[64];
  private int found;

  /**
   * @param names of the numbers
   */
  public ScoreSums(IntFunction<String> names) {
    this.names = names;
    this.top = new TopIds((id, other) -> names.apply(id).compareTo(names.apply(other)));
  }

  /**
   * Begins anew.
   *
   * @param bound numbers are below this
   */
  public void clear(int bound) {
    for (int i = 0; i < found; i++) {
      sum[touched[i]] = 0;
      loudest[touched[i]] = 0;
    }
    found = 0;
    if (bound > sum.length) {
      int size = Math.max(bound, sum.length * 2);
      sum = Arrays.copyOf(sum, size);
      loudest = Arrays.copyOf(loudest, size);
      because = Arrays.copyOf(because, size);
      touched = Arrays.copyOf(touched, size);
    }
  }

  /** Adds what a source says for an item. */
  public void add(int source, int id, double part) {
    if (sum[id] == 0 && part != 0) {
      touched[found++] = id;
    }
    sum[id] += (float) part;
    if (part > loudest[id]) {
      loudest[id] = (float) part;
      because[id] = source;
    }
  }

  /** Adds what a source says for items that differ: factor · weights[i] for ids[i]. */
  void addAll(int source, int[] ids, float[] weights, int size, double factor) {
    float[] sums = sum;
    float[] most = loudest;
    int[] sources = because;
    int count = found;
    for (int i = 0; i < size; i++) {
      int id = ids[i];
      float part = (float) (factor * weights[i]);
      float before = sums[id];
      if (before == 0 && part != 0) {
        touched[count++] = id;
      }
      sums[id] = before + part;
      if (part > most[id]) {
        most[id] = part;
        sources[id] = source;
      }
    }
    found = count;
  }

  /** The sum of an item; 0 where nothing was said. */
  public double of(int id) {
    return id < sum.length ? sum[id] : 0;
  }

  /** The source that said the most for an item that something was said for. */
  public int because(int id) {
    return because[id];
  }

  /** The k best of the accepted items, by their sums; the answer stands until the next one. */
  public TopIds rank(int k, IntPredicate accept) {
    top.reset(k);
    for (int i = 0; i < found; i++) {
      int id = touched[i];
      take(id, sum[id], accept);
    }
    top.sort();
    return top;
  }

  /**
   * The same by the sums times a factor each.
   *
   * @param factors by item
   */
  TopIds rank(int k, double[] factors, IntPredicate accept) {
    top.reset(k);
    for (int i = 0; i < found; i++) {
      int id = touched[i];
      take(id, sum[id] * factors[id], accept);
    }
    top.sort();
    return top;
  }

  private void take(int id, double value, IntPredicate accept) {
    if (top.takes(id, value) && accept.test(id)) {
      top.add(id, value);
    }
  }

  /** What was ranked last, each item with the source that said the most for it. */
  List<ScoredItem> ranked() {
    List<ScoredItem> ranked = new ArrayList<>(top.size());
    for (int rank = 0; rank < top.size(); rank++) {
      int id = top.id(rank);
      ranked.add(
          new ScoredItem(names.apply(id), top.score(rank), Optional.of(names.apply(because[id]))));
    }
    return ranked;
  }
}
