package io.freshet.deploy.bench;

import java.util.SplittableRandom;

/** Sparse examples of a seed, to be taken round and round: Zipf-distributed features. */
final class SparseExamples {
  private static final int COUNT = 1 << 12;
  private static final double EXPONENT = 0.8;

  private final int[][] features = new int[COUNT][];
  private final float[][] values = new float[COUNT][];
  private final int[] classes = new int[COUNT];
  private int next;

  /**
   * @param featureCount features are 0 to this, without it
   * @param nonZeros of each example
   * @param classCount classes are 0 to this, without it
   */
  SparseExamples(long seed, int featureCount, int nonZeros, int classCount) {
    SplittableRandom random = new SplittableRandom(seed);
    ZipfSampler sampler = new ZipfSampler(featureCount, EXPONENT);
    int[] shuffled = shuffled(featureCount, random);
    for (int i = 0; i < COUNT; i++) {
      features[i] = new int[nonZeros];
      values[i] = new float[nonZeros];
      classes[i] = random.nextInt(classCount);
      for (int j = 0; j < nonZeros; j++) {
        features[i][j] = shuffled[sampler.sample(random)];
        values[i][j] = random.nextFloat();
      }
    }
  }

  /** Goes to the next example. */
  void advance() {
    next = (next + 1) % COUNT;
  }

  int[] features() {
    return features[next];
  }

  float[] values() {
    return values[next];
  }

  int label() {
    return classes[next];
  }

  /** So that frequent features do not lie side by side in memory. */
  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
