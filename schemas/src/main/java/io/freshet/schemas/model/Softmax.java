package io.freshet.schemas.model;

/** p_c = exp(s_c) / Σ exp(s_d). */
public final class Softmax {
  private Softmax() {}

  /** Turns scores into probabilities, in their place. */
  public static void apply(double[] scores) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - max);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }
}
