package io.freshet.schemas.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * How often each item was seen, for {@link Novelty}. An item seen n_i times among n of K distinct
 * ones has the probability p(i) = (n_i + 1) / (n + K + 1), the 1 being left for an item not seen
 * yet (Laplace).
 *
 * <p>Mutable; not thread-safe.
 */
public final class ItemFrequencies {
  private final Map<String, Long> counts = new HashMap<>();
  private long total;

  public void learn(String item) {
    counts.merge(item, 1L, Long::sum);
    total++;
  }

  /** Self-information −log₂ p(i) of an item, bits. */
  public double bits(String item) {
    double probability = (counts.getOrDefault(item, 0L) + 1.0) / (total + counts.size() + 1.0);
    return -Math.log(probability) / Math.log(2);
  }
}
