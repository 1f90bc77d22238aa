package io.freshet.learner;

import java.util.ArrayList;
import java.util.List;

/**
 * The conditional logit of one list: with margins m_c, labels y_c and v_c candidates that each c
 * stands for, q_c = v_c e^{m_c} / Σ_d v_d e^{m_d}, and the gradient of −Σ_c y_c ln q_c is Σ_c (q_c
 * Σ_d y_d − y_c) x_c. Mutable; used for one list after the other.
 */
final class ListChoice {
  private record Option(float[] x, double margin, double label, double weight) {}

  private final List<Option> options = new ArrayList<>();

  void begin() {
    options.clear();
  }

  /**
   * @param weight v_c
   */
  void add(float[] x, double margin, double label, double weight) {
    options.add(new Option(x, margin, label, weight));
  }

  /** One entry per feature; none when nothing was chosen. */
  float[] gradient() {
    double[] residuals = residuals();
    if (residuals.length == 0) {
      return new float[0];
    }
    float[] origin = options.get(0).x();
    double[] sum = new double[origin.length];
    for (int c = 0; c < residuals.length; c++) {
      float[] x = options.get(c).x();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += residuals[c] * (x[i] - origin[i]);
      }
    }
    return floats(sum);
  }

  /** q_c Σ_d y_d − y_c of each candidate; none when nothing was chosen. */
  double[] residuals() {
    double chosen = options.stream().mapToDouble(Option::label).sum();
    if (chosen == 0) {
      return new double[0];
    }
    double highest = options.stream().mapToDouble(Option::margin).max().orElse(0);
    double total = options.stream().mapToDouble(option -> odds(option, highest)).sum();
    return options.stream()
        .mapToDouble(option -> chosen * odds(option, highest) / total - option.label())
        .toArray();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double odds(Option option, double highest) {
    return option.weight() * Math.exp(option.margin() - highest);
  }
}
