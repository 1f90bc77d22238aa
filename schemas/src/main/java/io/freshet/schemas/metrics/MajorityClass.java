package io.freshet.schemas.metrics;

import java.util.Map;
import java.util.TreeMap;

/**
 * The naive classifier that a real one must beat: it predicts the label that was most frequent so
 * far, the first by name among equals, and gives a label c seen n_c times among n of K classes the
 * probability (n_c + 1) / (n + K + 1), the 1 being left for a class not seen yet (Laplace).
 *
 * <p>Predict, then {@link #learn}. Mutable; not thread-safe.
 */
public final class MajorityClass {
  private final Map<String, Long> counts = new TreeMap<>();
  private long total;
  private String majority = ClassificationMetrics.NO_CLASS;

  /** The classifier that has learned the labels of {@link #counts()}. */
  public static MajorityClass restore(Map<String, Long> counts) {
    MajorityClass majority = new MajorityClass();
    counts.forEach(majority::learn);
    return majority;
  }

  /** The most frequent label, {@link ClassificationMetrics#NO_CLASS} before the first one. */
  public String predict() {
    return majority;
  }

  /** The probability that this label comes next. */
  public double probability(String label) {
    return (counts.getOrDefault(label, 0L) + 1.0) / (total + counts.size() + 1.0);
  }

  public void learn(String label) {
    learn(label, 1);
  }

  /** Labels by how often they were seen. */
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private void learn(String label, long times) {
    long now = counts.merge(label, times, Long::sum);
    total += times;
    long best = counts.getOrDefault(majority, 0L);
    if (now > best || (now == best && label.compareTo(majority) < 0)) {
      majority = label;
    }
  }
}
