package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.record.NgramContribution;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  @Test
  void beforeAnyLabelTheOffsetsAreTheAnswer() {
    TextHead head = classify(classifier, encoded("fine"));
    assertThat(head.getLabel()).contains("good");
    assertThat(head.getLabels()).containsExactly("bad", "good");
    assertThat(head.getOffsets()).containsExactly(-1f, 1f);
    assertThat(head.getProbabilities().get(1))
        .isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
  }

  @Test
  void learnedWeightsOfTheVectorAddToTheOffsets() {
    models.apply(
        Samples.textBias("mood", List.of("good", "bad", "mixed"), List.of(0f, 1f, 0f, 1f, 0f, 1f)),
        1);
    models.apply(Samples.textVector("mood", "encoder/1", List.of("bad"), List.of(0f, 20f)), 2);
    TextHead head = classify(classifier, encoded("fine"));
    assertThat(head.getLabels()).containsExactly("good", "bad", "mixed");
    assertThat(head.getOffsets()).containsExactly(1f, -1f, 0f);
    double bad = -1 + 20 * 4 * 0.1;
    assertThat(Math.log(head.getProbabilities().get(1) / head.getProbabilities().get(0)))
        .isCloseTo(bad - 1, within(1e-4));
  }

  @Test
  void logsTheVectorAsItCame() {
    TextPrediction prediction = classifier.classify(encoded("fine"), Samples.NOW);
    assertThat(prediction.getEmbedding()).contains(ByteBuffer.wrap(new byte[] {3, 4}));
    assertThat(prediction.getEmbeddingScale()).isEqualTo(0.1f);
    assertThat(prediction.getEncoding()).isEqualTo("encoder/1");
  }

  @Test
  void withholdsWhatIsLessProbableThanTheThreshold() {
    assertThat(classify(serving(0.8, 0), encoded("fine")).getAbstained()).isFalse();
    TextHead withheld = classify(serving(0.9, 0), encoded("fine"));
    assertThat(withheld.getAbstained()).isTrue();
    assertThat(withheld.getLabel()).contains("good");
  }

  @Test
  void namesTheNgramsThatMovedItMost() {
    NgramFeatures ngrams = new NgramFeatures(ModelsConfig.defaults().text());
    float x = ngrams.of("Not a GOOD day").values()[0];
    weigh(ngrams.of("day").features(), 0.1f);
    weigh(wordFeature("good"), 2f);
    weigh(wordFeature("not a"), -3f);
    List<NgramContribution> reasons =
        classify(serving(0, 2), encoded("Not a GOOD day")).getReasons();
    assertThat(reasons).extracting(NgramContribution::getNgram).containsExactly("not a", "good");
    assertThat(reasons.get(0).getContribution()).isCloseTo(-1.5f * x, within(1e-5f));
    assertThat(reasons.get(1).getContribution()).isCloseTo(1f * x, within(1e-5f));
    assertThat(classify(serving(0, 0), encoded("Not a GOOD day")).getReasons()).isEmpty();
  }

  /** The n-gram of whole words alone. */
  private static int[] wordFeature(String words) {
    SoftmaxConfig shipped = ModelsConfig.defaults().text();
    NgramFeatures ngrams = new NgramFeatures(shipped);
    return Arrays.stream(ngrams.of(words).features())
        .filter(feature -> ngrams.surfaces(words, new int[] {feature}).get(0).equals(words))
        .limit(1)
        .toArray();
  }

  private void weigh(int[] features, float weight) {
    for (int feature : features) {
      models.apply(
          Samples.textFeature("mood", feature, List.of("good", "bad"), List.of(weight, 1f, 0f, 1f)),
          1);
    }
  }

  private TextClassifier serving(double abstainBelow, int explain) {
    TextServingConfig shipped = TextServingConfig.defaults();
    return new TextClassifier(
        ModelsConfig.defaults(),
        new TextServingConfig(
            shipped.encoder(), shipped.tasks(), abstainBelow, explain, shipped.batching()),
        models);
  }

  private static TextHead classify(TextClassifier classifier, EncodedText text) {
    return classifier.classify(text, Samples.NOW).getHeads().get(0);
  }

  private static EncodedText encoded(String text) {
    Map<String, Float> offsets = new TreeMap<>(Map.of("bad", -1f, "good", 1f));
    return EncodedText.of(
        Samples.text("t", text, "mood"),
        new byte[] {3, 4},
        0.1f,
        "encoder/1",
        Map.of("mood", offsets));
  }
}
