package io.freshet.schemas.model;

import java.util.Arrays;
import java.util.List;

/**
 * The weights that classes give the components of a text's vector: for each class w and AdaGrad's
 * sum of squared gradients G, side by side in a row as w₁ … w_d, G₁ … G_d. Mutable; owned by its
 * model.
 */
public final class EmbeddingWeights {
  private static final float[] NONE = new float[0];

  private final int dimensions;
  private float[][] weights = new float[0][];
  private float[][] squaredGradients = new float[0][];

  EmbeddingWeights(int dimensions) {
    this.dimensions = dimensions;
  }

  public int dimensions() {
    return dimensions;
  }

  /** The weights of a class, zeros at first; a change is a change of the model. */
  public float[] weights(int label) {
    reserve(label);
    return weights[label];
  }

  /** The sums of squared gradients of a class. */
  public float[] squaredGradients(int label) {
    reserve(label);
    return squaredGradients[label];
  }

  /**
   * Adds Σ w_{i,c} xᵢ to the score of each class c.
   *
   * @param x of {@link #dimensions} components
   */
  public void addScores(float[] x, double[] scores) {
    for (int label = 0; label < Math.min(scores.length, weights.length); label++) {
      if (weights[label].length > 0) {
        scores[label] += dot(weights[label], x);
      }
    }
  }

  /** Whether anything was learned for a class. */
  boolean has(int label) {
    return label < weights.length && weights[label].length > 0;
  }

  /** Adds w and G of one class, as a row holds them from {@code from} on. */
  void add(int label, List<? extends Number> values, int from) {
    reserve(label);
    for (int i = 0; i < dimensions; i++) {
      weights[label][i] += values.get(from + i).doubleValue();
      squaredGradients[label][i] += values.get(from + dimensions + i).doubleValue();
    }
  }

  /** Appends w and G of one class. */
  void appendTo(List<Float> values, int label) {
    for (float weight : weights[label]) {
      values.add(weight);
    }
    for (float sum : squaredGradients[label]) {
      values.add(sum);
    }
  }

  private void reserve(int label) {
    if (label >= weights.length) {
      int before = weights.length;
      weights = Arrays.copyOf(weights, label + 1);
      squaredGradients = Arrays.copyOf(squaredGradients, label + 1);
      Arrays.fill(weights, before, label + 1, NONE);
      Arrays.fill(squaredGradients, before, label + 1, NONE);
    }
    if (weights[label].length == 0) {
      weights[label] = new float[dimensions];
      squaredGradients[label] = new float[dimensions];
    }
  }

  /** In four sums, which do not wait for each other. */
  private static double dot(float[] a, float[] b) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      sum0 += a[i] * b[i];
      sum1 += a[i + 1] * b[i + 1];
      sum2 += a[i + 2] * b[i + 2];
      sum3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      sum0 += a[i] * b[i];
    }
    return (double) sum0 + sum1 + sum2 + sum3;
  }
}
