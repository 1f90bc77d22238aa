package io.freshet.deploy.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks 0, 1, …, n − 1 with probabilities proportional to 1 / (rank + 1)^s. */
public final class ZipfSampler {
  private final double[] cumulative;

  /**
   * @param n number of ranks
   * @param exponent s
   */
  public ZipfSampler(int n, double exponent) {
    cumulative = new double[n];
    double sum = 0;
    for (int rank = 0; rank < n; rank++) {
      sum += Math.pow(rank + 1, -exponent);
      cumulative[rank] = sum;
    }
  }

  public int sample(RandomGenerator random) {
    double u = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, u);
    return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
  }
}
