package io.freshet.deploy.classify;

import io.freshet.schemas.record.TextHead;
import java.util.Optional;

/**
 * One text's answer for one task.
 *
 * @param file without its folder
 * @param line in the file, from 1
 * @param head class and probabilities
 * @param actual true class, where the file says it
 */
record ClassifiedText(
    String file, long line, String id, String text, TextHead head, Optional<String> actual) {
  /** Whether the answer is the true class, where the file says it. */
  Optional<Boolean> right() {
    return actual.map(label -> head.getLabel().filter(label::equals).isPresent());
  }

  /** Probability of the most probable class; 0 when there is none. */
  float confidence() {
    return head.getLabel()
        .map(label -> head.getProbabilities().get(head.getLabels().indexOf(label)))
        .orElse(0f);
  }
}
