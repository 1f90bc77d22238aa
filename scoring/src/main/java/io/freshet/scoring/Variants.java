package io.freshet.scoring;

import java.util.Map;

/**
 * Assigns users to serving policies: a stable hash of the user, taken as a number u in [0, 1),
 * falls into one of the intervals that the shares cut [0, 1) into.
 */
final class Variants {
  private static final int SEED = 0x5eed;
  private static final double RANGE = 4294967296.0;

  private final Variant[] policies = Variant.values();
  private final double[] upper = new double[policies.length];
  private final Variant last;

  Variants(Map<String, Double> shares) {
    double sum = 0;
    Variant taken = Variant.FRESHET;
    for (int i = 0; i < policies.length; i++) {
      double share = shares.getOrDefault(policies[i].label(), 0.0);
      sum += share;
      upper[i] = sum;
      taken = share > 0 ? policies[i] : taken;
    }
    last = taken;
  }

  Variant of(String user) {
    double u = Integer.toUnsignedLong(Murmur3.hash(user, SEED)) / RANGE;
    for (int i = 0; i < policies.length; i++) {
      if (u < upper[i]) {
        return policies[i];
      }
    }
    return last;
  }
}
