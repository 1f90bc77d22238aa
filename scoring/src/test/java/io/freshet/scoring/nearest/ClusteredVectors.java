package io.freshet.scoring.nearest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Vectors in clusters, of skewed lengths, and users near some of them. */
public final class ClusteredVectors {
  private final SplittableRandom random;
  private final float[][] centres;

  public ClusteredVectors(int dimension, int clusters, long seed) {
    random = new SplittableRandom(seed);
    centres = new float[clusters][];
    for (int i = 0; i < clusters; i++) {
      centres[i] = around(new float[dimension], 1);
    }
  }

  /** A new vector of an item: its last value is the bias. */
  public float[] item() {
    float[] vector = around(centres[random.nextInt(centres.length)], 0.6);
    double length = Math.exp(0.35 * random.nextGaussian());
    float[] item = new float[vector.length + 1];
    for (int i = 0; i < vector.length; i++) {
      item[i] = (float) (length * vector[i]);
    }
    item[vector.length] = (float) random.nextGaussian();
    return item;
  }

  public List<float[]> users(int count) {
    List<float[]> users = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      users.add(around(centres[random.nextInt(centres.length)], 0.4));
    }
    return users;
  }

  private float[] around(float[] centre, double spread) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < centre.length; i++) {
      vector[i] = (float) (centre[i] + spread * random.nextGaussian());
    }
    return vector;
  }
}
