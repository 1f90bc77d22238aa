package io.freshet.deploy.evaluate;

import io.freshet.features.Decisions;
import io.freshet.features.LabelJoin;
import io.freshet.features.TextState;
import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.TextClassifier;
import io.freshet.scoring.text.EncodedText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pipeline's text loop without servers: predictions, the join with labels, learning, each
 * finished before the next.
 */
public final class TextLoop implements Classifier {
  private final LabelJoin join;
  private final LearnedModels models;
  private final LoopListener listener;
  private final TextClassifier classifier;
  private final Map<String, TextState> waiting = new HashMap<>();
  private long watermark = Long.MIN_VALUE;

  /**
   * @param models that it scores with and teaches
   */
  public TextLoop(LoopConfig config, LearnedModels models, LoopListener listener) {
    this.join = new LabelJoin(config.features());
    this.models = models;
    this.listener = listener;
    this.classifier = new TextClassifier(config.models(), config.scoring().text(), models.views());
  }

  @Override
  public Map<String, ClassProbabilities> classify(EncodedText text) {
    Map<String, ClassProbabilities> byTask = new HashMap<>();
    predict(text).getHeads().forEach(head -> byTask.put(head.getTask(), probabilities(head)));
    return byTask;
  }

  /** Classifies a text and waits for its labels. */
  public TextPrediction predict(EncodedText encoded) {
    Text text = encoded.text;
    watermark = Math.max(watermark, text.getEventTime());
    TextPrediction prediction = classifier.classify(encoded, text.getIngestTime());
    join.predicted(state(text.getTextId()), prediction, watermark, new Decisions());
    listener.predicted(prediction);
    return prediction;
  }

  @Override
  public void learn(Label label) {
    Decisions decisions = new Decisions();
    join.labelled(state(label.getTextId()), label, watermark, decisions);
    decisions.examples().forEach(this::learn);
  }

  @Override
  public Optional<LearnRate> learnRate() {
    return models.learnRate();
  }

  private void learn(Example example) {
    listener.learned(example);
    models.learn(example);
  }

  private TextState state(String textId) {
    return waiting.computeIfAbsent(textId, added -> new TextState());
  }

  private static ClassProbabilities probabilities(TextHead head) {
    return new ClassProbabilities(
        head.getLabel().orElse(ClassificationMetrics.NO_CLASS),
        head.getLabels(),
        head.getProbabilities().stream().map(Float::doubleValue).toList());
  }
}
