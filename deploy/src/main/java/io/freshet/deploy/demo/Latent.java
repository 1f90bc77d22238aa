package io.freshet.deploy.demo;

import java.util.random.RandomGenerator;

/** Unit vectors of the latent space that tastes and items live in. */
final class Latent {
  private Latent() {}

  /** A direction drawn uniformly from the sphere. */
  static double[] direction(int dimensions, RandomGenerator random) {
    double[] vector = new double[dimensions];
    for (int d = 0; d < dimensions; d++) {
      vector[d] = random.nextGaussian();
    }
    return normalised(vector);
  }

  /** The direction of {@code from + length · to}. */
  static double[] towards(double[] from, double length, double[] to) {
    double[] sum = new double[from.length];
    for (int d = 0; d < sum.length; d++) {
      sum[d] = from[d] + length * to[d];
    }
    return normalised(sum);
  }

  /** Cosine of the angle between two unit vectors. */
  static double affinity(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static double[] normalised(double[] vector) {
    double length = Math.sqrt(affinity(vector, vector));
    for (int d = 0; d < vector.length; d++) {
      vector[d] /= length;
    }
    return vector;
  }
}
