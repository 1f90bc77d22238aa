package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Label;
import io.freshet.scoring.text.EncodedText;
import java.util.Map;
import java.util.Optional;

/** Predicts the classes of texts, and learns from their labels. */
interface Classifier {
  /** Its prediction for each task of a text. */
  Map<String, ClassProbabilities> classify(EncodedText text);

  void learn(Label label);

  /** How fast parallel learners learned; empty for all else. */
  default Optional<LearnRate> learnRate() {
    return Optional.empty();
  }
}
