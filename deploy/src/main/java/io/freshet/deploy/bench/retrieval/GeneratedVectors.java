package io.freshet.deploy.bench.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Vectors as a model learns them, near enough: topics in topics, some more frequent than others,
 * less in each further dimension, lengths of a log-normal distribution, biases of a normal one; a
 * user is the mean of a few items of up to three topics. Each call makes another one.
 */
final class GeneratedVectors {
  private static final int TOPICS = 40;
  private static final double SKEW = 1.5;
  private static final double WITHIN_TOPIC = 0.7;
  private static final double AROUND = 0.8;
  private static final double LENGTH = 2;
  private static final double LENGTH_SPREAD = 0.35;
  private static final double BIAS_SPREAD = 0.8;

  private final RandomGenerator random;
  private final double[] spectrum;
  private final List<float[]> centres = new ArrayList<>();

  GeneratedVectors(int dimension, RandomGenerator random) {
    this.random = random;
    this.spectrum = spectrum(dimension);
    for (int topic = 0; topic < TOPICS; topic++) {
      float[] centre = around(new float[dimension], 1);
      for (int part = 0; part < TOPICS; part++) {
        centres.add(around(centre, WITHIN_TOPIC));
      }
    }
  }

  /** An item of a topic. */
  float[] item() {
    return item(topic());
  }

  float bias() {
    return (float) (BIAS_SPREAD * random.nextGaussian());
  }

  /** A vector a little beside another one: the step is a share of its length. */
  float[] beside(float[] vector, double share) {
    double length = Math.sqrt(squares(vector));
    return around(vector, share * length);
  }

  float[] user() {
    float[] user = new float[spectrum.length];
    int topics = 1 + random.nextInt(3);
    double weight = 1;
    for (int i = 0; i < topics; i++, weight *= 0.6) {
      float[] centre = topic();
      add(user, item(centre), weight);
      add(user, item(centre), weight);
    }
    return scaled(user, LENGTH);
  }

  private float[] item(float[] centre) {
    return scaled(around(centre, AROUND), LENGTH * Math.exp(LENGTH_SPREAD * random.nextGaussian()));
  }

  private float[] topic() {
    return centres.get((int) (centres.size() * Math.pow(random.nextDouble(), SKEW)));
  }

  private float[] around(float[] centre, double spread) {
    float[] vector = centre.clone();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (spread * spectrum[i] * random.nextGaussian());
    }
    return vector;
  }

  private static void add(float[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) (weight * vector[i]);
    }
  }

  private static float[] scaled(float[] vector, double length) {
    double factor = length / Math.sqrt(squares(vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= (float) factor;
    }
    return vector;
  }

  private static double squares(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    return sum;
  }

  /** Standard deviations of the dimensions of a vector of length about 1. */
  private static double[] spectrum(int dimension) {
    double[] deviations = new double[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      deviations[i] = 1 / Math.sqrt(1 + i / 12.0);
      squares += deviations[i] * deviations[i];
    }
    for (int i = 0; i < dimension; i++) {
      deviations[i] /= Math.sqrt(squares);
    }
    return deviations;
  }
}
