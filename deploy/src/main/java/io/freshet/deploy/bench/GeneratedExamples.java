package io.freshet.deploy.bench;

import io.freshet.schemas.model.LogisticModel;
import java.util.SplittableRandom;

/**
 * Examples of a seed: {@value #NON_ZEROS} distinct features of 2<sup>{@value #HASH_BITS}</sup>, as
 * frequent as words are (Zipf, exponent 1), and labels drawn from a logistic model with normal
 * weights.
 */
final class GeneratedExamples {
  static final int HASH_BITS = 20;
  static final int NON_ZEROS = 30;
  private static final int FEATURES = 1 << HASH_BITS;
  private static final double DEVIATION = 0.4;

  private final SplittableRandom random;
  private final ZipfSampler sampler = new ZipfSampler(FEATURES, 1);
  private final float[] weights = new float[FEATURES];

  private GeneratedExamples(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < FEATURES; i++) {
      weights[i] = (float) (DEVIATION * random.nextGaussian());
    }
  }

  static BinaryExamples make(long seed, int count) {
    GeneratedExamples source = new GeneratedExamples(seed);
    BinaryExamples examples = new BinaryExamples("generated", HASH_BITS);
    for (int i = 0; i < count; i++) {
      int[] features = source.features();
      examples.add(features, source.label(features));
    }
    return examples;
  }

  private int[] features() {
    int[] features = new int[NON_ZEROS];
    for (int i = 0; i < NON_ZEROS; ) {
      int feature = scattered(sampler.sample(random));
      if (!contains(features, i, feature)) {
        features[i++] = feature;
      }
    }
    return features;
  }

  private float label(int[] features) {
    double margin = 0;
    for (int feature : features) {
      margin += weights[feature];
    }
    return random.nextDouble() < LogisticModel.sigmoid(margin) ? 1 : 0;
  }

  /** So that frequent features do not lie side by side in memory. */
  private static int scattered(int rank) {
    return rank * 0x9E3779B1 & FEATURES - 1;
  }

  private static boolean contains(int[] features, int count, int feature) {
    for (int i = 0; i < count; i++) {
      if (features[i] == feature) {
        return true;
      }
    }
    return false;
  }
}
