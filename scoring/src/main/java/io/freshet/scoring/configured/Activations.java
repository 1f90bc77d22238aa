package io.freshet.scoring.configured;

/** What is done with the values that a model gives, in place unless said otherwise. */
final class Activations {
  private Activations() {}

  /** p_i = e^(z_i − max z) / Σ_j e^(z_j − max z). */
  static void softmax(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.exp(logits[i] - max);
      sum += logits[i];
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (logits[i] / sum);
    }
  }

  /** 1 / (1 + e^−z). */
  static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }
}
