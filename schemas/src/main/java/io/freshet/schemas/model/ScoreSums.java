package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

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

  /** The sum of an item; 0 where nothing was said. */
  public double of(int id) {
    return id < sum.length ? sum[id] : 0;
  }

  /**
   * The k best of the accepted items, each with the source that said the most for it.
   *
   * @param factor on the sum of an item
   */
  public List<ScoredItem> top(int k, IntToDoubleFunction factor, Predicate<String> accept) {
    top.reset(k);
    for (int i = 0; i < found; i++) {
      int id = touched[i];
      double value = sum[id] * factor.applyAsDouble(id);
      if (top.takes(id, value) && accept.test(names.apply(id))) {
        top.add(id, value);
      }
    }
    top.sort();
    List<ScoredItem> ranked = new ArrayList<>(top.size());
    for (int rank = 0; rank < top.size(); rank++) {
      int id = top.id(rank);
      ranked.add(
          new ScoredItem(names.apply(id), top.score(rank), Optional.of(names.apply(because[id]))));
    }
    return ranked;
  }
}
