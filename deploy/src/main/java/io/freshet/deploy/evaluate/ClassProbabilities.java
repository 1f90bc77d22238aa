package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.ClassificationMetrics;
import java.util.List;

/**
 * A prediction of a classifier.
 *
 * @param predicted the most probable class, {@link ClassificationMetrics#NO_CLASS} before the first
 *     label
 * @param labels the classes known when it was made
 * @param probabilities theirs, in the same order
 */
record ClassProbabilities(String predicted, List<String> labels, List<Double> probabilities) {
  ClassProbabilities {
    labels = List.copyOf(labels);
    probabilities = List.copyOf(probabilities);
  }

  /** The probability of a class; 0 for one that was not known. */
  double of(String label) {
    int index = labels.indexOf(label);
    return index < 0 ? 0 : probabilities.get(index);
  }
}
