package io.freshet.learner;

import io.freshet.learner.optimiser.Optimiser;
import io.freshet.schemas.model.WeightRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient of one list by its crosses, which have the value 1: Σ of the residuals of the
 * candidates that have the cross. Mutable; used for one list after the other.
 */
final class CrossGradient {
  private final List<int[]> crosses = new ArrayList<>();
  private final Map<Integer, Double> sums = new HashMap<>();
  private int[] index = new int[64];
  private float[] gradient = new float[64];

  void begin() {
    crosses.clear();
    sums.clear();
  }

  /** The indices of the next candidate's crosses. */
  void add(int[] candidate) {
    crosses.add(candidate);
  }

  /**
   * One step on each cross of the list.
   *
   * @param residuals of the candidates in their order; none for a list without a choice
   */
  void step(double[] residuals, Optimiser optimiser, WeightRows rows, float weight) {
    for (int c = 0; c < residuals.length; c++) {
      for (int cross : crosses.get(c)) {
        sums.merge(cross, residuals[c], Double::sum);
      }
    }
    if (index.length < sums.size()) {
      index = new int[2 * sums.size()];
      gradient = new float[2 * sums.size()];
    }
    int count = 0;
    for (Map.Entry<Integer, Double> sum : sums.entrySet()) {
      index[count] = sum.getKey();
      gradient[count++] = sum.getValue().floatValue();
    }
    optimiser.step(rows, index, gradient, 0, count, weight);
  }
}
