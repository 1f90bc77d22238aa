package io.freshet.scoring;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.model.TextEmbeddings;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a text class probabilities per task: the softmax model of the task over its hashed n-grams
 * and its vector, on top of what its vector says by the sentences that are typical of the classes.
 * A task that has neither a model nor such sentences yet has an empty head. Not thread-safe: it
 * belongs to one subtask, as its models do.
 */
public final class TextClassifier {
  private final List<String> defaultTasks;
  private final double abstainBelow;
  private final ModelViews models;
  private final NgramFeatures ngrams;
  private final NgramReasons reasons;

  /** A text as the models see it. */
  private record Input(
      String text,
      TextFeatures features,
      String embeddingKey,
      float[] vector,
      Map<String, Map<String, Float>> offsets) {}

  public TextClassifier(ModelsConfig config, TextServingConfig serving, ModelViews models) {
    this.defaultTasks = config.textTasks();
    this.abstainBelow = serving.abstainBelow();
    this.models = models;
    this.ngrams = new NgramFeatures(config.text());
    this.reasons = new NgramReasons(ngrams, serving.explain());
  }

  /**
   * Scores a text for its tasks, or for the configured ones when it has none.
   *
   * @param servedTime goes into the record
   */
  public TextPrediction classify(EncodedText encoded, long servedTime) {
    Text text = encoded.text;
    Input input = input(encoded);
    List<String> tasks = text.getTasks().isEmpty() ? defaultTasks : text.getTasks();
    List<TextHead> heads = new ArrayList<>(tasks.size());
    for (String task : tasks) {
      heads.add(head(task, input));
    }
    return new TextPrediction(
        text.getTextId(),
        heads,
        input.features().featureList(),
        input.features().valueList(),
        ngrams.fingerprint(),
        models.version(),
        Variant.FRESHET.label(),
        text.getEventTime(),
        text.getIngestTime(),
        servedTime,
        embedding(encoded),
        encoded.scale,
        encoded.encoding);
  }

  private Input input(EncodedText encoded) {
    String text = encoded.text.getText();
    float[] vector = new float[encoded.embedding.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = encoded.embedding[i] * encoded.scale;
    }
    String key = TextEmbeddings.key(encoded.encoding, vector.length);
    return new Input(text, ngrams.of(text), key, vector, encoded.offsets);
  }

  private static @Nullable ByteBuffer embedding(EncodedText encoded) {
    return encoded.embedding.length == 0 ? null : ByteBuffer.wrap(encoded.embedding);
  }

  private TextHead head(String task, Input input) {
    Map<String, Float> offsets = input.offsets().getOrDefault(task, Map.of());
    SoftmaxModel model = models.text(task).orElseGet(() -> new SoftmaxModel(task));
    double[] p =
        model.predict(
            input.features().features(),
            input.features().values(),
            input.embeddingKey(),
            input.vector(),
            offsets);
    if (p.length == 0) {
      return new TextHead(task, null, List.of(), List.of(), List.of(), false, List.of());
    }
    int best = best(p);
    List<String> labels = List.copyOf(model.labels());
    return new TextHead(
        task,
        labels.get(best),
        labels,
        floats(p),
        offsets(offsets, labels),
        p[best] < abstainBelow,
        reasons.of(input.text(), input.features(), model, best));
  }

  private static int best(double[] p) {
    int best = 0;
    for (int i = 1; i < p.length; i++) {
      best = p[i] > p[best] ? i : best;
    }
    return best;
  }

  private static List<Float> floats(double[] p) {
    float[] probabilities = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      probabilities[i] = (float) p[i];
    }
    return new FloatList(probabilities);
  }

  private static List<Float> offsets(Map<String, Float> offsets, List<String> labels) {
    return offsets.isEmpty()
        ? List.of()
        : labels.stream().map(label -> offsets.getOrDefault(label, 0f)).toList();
  }
}
