package io.freshet.scoring.flink;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.TextClassifier;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.jspecify.annotations.NullUnmarked;

/** Answers every text with the class probabilities of its tasks. */
@NullUnmarked
final class TextScorer implements BatchScorer<EncodedText, EncodedText, TextPrediction> {
  private static final long serialVersionUID = 1L;

  private final ModelsConfig config;
  private final TextServingConfig serving;
  private transient TextClassifier classifier;

  TextScorer(ModelsConfig config, TextServingConfig serving) {
    this.config = config;
    this.serving = serving;
  }

  @Override
  public void open(KeyedStateStore state, ScoringView view) {
    classifier = new TextClassifier(config, serving, view.models());
  }

  @Override
  public EncodedText prepare(EncodedText text) {
    return text;
  }

  @Override
  public void score(List<EncodedText> batch, long now, Answers<TextPrediction> answers) {
    for (int place = 0; place < batch.size(); place++) {
      try {
        answers.scored(place, classifier.classify(batch.get(place), now));
      } catch (RuntimeException e) {
        answers.failed(place, e);
      }
    }
  }

  @Override
  public Rejected rejected(EncodedText encoded, String reason, String message, long now) {
    return DeadLetters.of(Topics.TEXTS, encoded.text, reason, message, now);
  }
}
