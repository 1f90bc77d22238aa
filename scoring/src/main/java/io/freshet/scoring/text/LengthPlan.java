package io.freshet.scoring.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides a batch of texts into runs of near-equal length, since every text of a run is padded to
 * its longest. Among the texts sorted by length, the cheapest division into consecutive runs is
 * found by dynamic programming: {@code best(j) = min over i < j of best(i) + cost(j − i texts,
 * length of text j − 1)}.
 */
public final class LengthPlan {
  private LengthPlan() {}

  /** The texts of one run, by their places in the batch, the shortest first. */
  public record Run(List<Integer> texts, int longest) {}

  /**
   * @param lengths of the texts, in tokens
   * @return runs that have each text once
   */
  public static List<Run> of(int[] lengths, RunCost cost) {
    List<Integer> sorted =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt(text -> lengths[text]))
            .toList();
    int[] ascending = sorted.stream().mapToInt(text -> lengths[text]).toArray();
    List<Run> runs = new ArrayList<>();
    int[] begins = begins(ascending, cost);
    for (int end = ascending.length; end > 0; end = begins[end]) {
      runs.add(new Run(sorted.subList(begins[end], end), ascending[end - 1]));
    }
    Collections.reverse(runs);
    return runs;
  }

  /** For each end of a run, where the best run that ends there begins. */
  private static int[] begins(int[] ascending, RunCost cost) {
    int[] begins = new int[ascending.length + 1];
    long[] best = new long[ascending.length + 1];
    Arrays.fill(best, 1, best.length, Long.MAX_VALUE);
    for (int end = 1; end < best.length; end++) {
      int longest = ascending[end - 1];
      for (int i = end - 1; i >= 0 && cost.allows(end - i, longest); i--) {
        long total = best[i] + cost.of(end - i, longest);
        if (total < best[end]) {
          best[end] = total;
          begins[end] = i;
        }
      }
    }
    return begins;
  }
}
