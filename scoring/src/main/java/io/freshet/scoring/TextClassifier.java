package io.freshet.scoring;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a text class probabilities per task: hashed n-grams, then the softmax model of the task. A
 * task without a model yet has an empty head. Not thread-safe: it belongs to one subtask, as its
 * models do.
 */
public final class TextClassifier {
  private final List<String> defaultTasks;
  private final ModelViews models;
  private final NgramFeatures ngrams;

  public TextClassifier(ModelsConfig config, ModelViews models) {
    this.defaultTasks = config.textTasks();
    this.models = models;
    this.ngrams = new NgramFeatures(config.text());
  }

  /**
   * Scores a text for its tasks, or for the configured ones when it has none.
   *
   * @param servedTime goes into the record
   */
  public TextPrediction classify(Text text, long servedTime) {
    TextFeatures features = ngrams.of(text.getText());
    List<String> tasks = text.getTasks().isEmpty() ? defaultTasks : text.getTasks();
    List<TextHead> heads = new ArrayList<>(tasks.size());
    for (String task : tasks) {
      heads.add(head(task, features));
    }
    return new TextPrediction(
        text.getTextId(),
        heads,
        features.featureList(),
        features.valueList(),
        ngrams.fingerprint(),
        models.version(),
        Variant.FRESHET.label(),
        text.getEventTime(),
        text.getIngestTime(),
        servedTime,
        null,
        0f,
        "");
  }

  private TextHead head(String task, TextFeatures features) {
    SoftmaxModel model = models.text(task).orElse(null);
    if (model == null || model.labels().isEmpty()) {
      return new TextHead(task, null, List.of(), List.of(), List.of(), false, List.of());
    }
    double[] p = model.predict(features.features(), features.values());
    float[] probabilities = new float[p.length];
    int best = 0;
    for (int i = 0; i < p.length; i++) {
      probabilities[i] = (float) p[i];
      best = p[i] > p[best] ? i : best;
    }
    List<String> labels = List.copyOf(model.labels());
    return new TextHead(
        task, labels.get(best), labels, new FloatList(probabilities), List.of(), false, List.of());
  }
}
