package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextClassifierTest {
  private final ModelViews models = new ModelViews(ModelsConfig.defaults());
  private final TextClassifier classifier =
      new TextClassifier(ModelsConfig.defaults(), TextServingConfig.defaults(), models);

  @Test
  void taskWithoutModelHasAnEmptyHead() {
    TextPrediction prediction =
        classifier.classify(EncodedText.plain(Samples.text("t", "fine")), Samples.NOW);

    assertThat(prediction.getHeads())
        .extracting(TextHead::getTask)
        .containsExactly("sentiment", "topic");
    assertThat(prediction.getHeads().get(0).getLabel()).isEmpty();
    assertThat(prediction.getHeads().get(0).getProbabilities()).isEmpty();
    assertThat(prediction.getModelVersion()).isEqualTo(ModelViews.NO_VERSION);
  }

  @Test
  void mostProbableClassOfTheTasksThatTheTextAsksFor() {
    models.apply(
        Samples.textBias("mood", List.of("bad", "good"), List.of(0f, 1f, (float) Math.log(3), 1f)),
        17);

    TextPrediction prediction =
        classifier.classify(EncodedText.plain(Samples.text("t", "fine", "mood")), Samples.NOW);

    TextHead head = prediction.getHeads().get(0);
    assertThat(prediction.getHeads()).hasSize(1);
    assertThat(head.getLabel()).contains("good");
    assertThat(head.getLabels()).containsExactly("bad", "good");
    assertThat(head.getProbabilities().get(0)).isCloseTo(0.25f, within(1e-6f));
    assertThat(head.getProbabilities().get(1)).isCloseTo(0.75f, within(1e-6f));
    assertThat(prediction.getModelVersion()).isEqualTo(17);
  }

  @Test
  void logsTheFeaturesAndTheirFingerprint() {
    NgramFeatures ngrams = new NgramFeatures(ModelsConfig.defaults().text());
    TextFeatures features = ngrams.of("a fine day");

    TextPrediction prediction =
        classifier.classify(EncodedText.plain(Samples.text("t", "a fine day")), Samples.NOW);

    assertThat(prediction.getFeatures()).isEqualTo(features.featureList());
    assertThat(prediction.getValues()).isEqualTo(features.valueList());
    assertThat(prediction.getFeatureSet()).isEqualTo(ngrams.fingerprint());
  }
}
