package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.text.EncodedText;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A classifier that sees only a part of what is known of a text.
 *
 * @param part of the text
 */
record PartialClassifier(Classifier classifier, UnaryOperator<EncodedText> part)
    implements Classifier {
  /** Sees the words alone. */
  static Classifier ofWords(Classifier classifier) {
    return new PartialClassifier(classifier, encoded -> EncodedText.plain(encoded.text));
  }

  /** Sees the vector alone, and not what it says before the first label. */
  static Classifier ofVector(Classifier classifier) {
    return new PartialClassifier(
        classifier,
        encoded ->
            EncodedText.of(
                Text.newBuilder(encoded.text).setText("").build(),
                encoded.embedding,
                encoded.scale,
                encoded.encoding,
                Map.of()));
  }

  @Override
  public Map<String, ClassProbabilities> classify(EncodedText text) {
    return classifier.classify(part.apply(text));
  }

  @Override
  public void learn(Label label) {
    classifier.learn(label);
  }
}
