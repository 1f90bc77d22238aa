package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.MajorityClass;
import io.freshet.schemas.record.Label;
import io.freshet.scoring.text.EncodedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predicts for each task the label that was most frequent so far. */
final class MajorityClassifier implements Classifier {
  private final Map<String, MajorityClass> byTask = new HashMap<>();

  @Override
  public Map<String, ClassProbabilities> classify(EncodedText encoded) {
    Map<String, ClassProbabilities> predictions = new HashMap<>();
    encoded.text.getTasks().forEach(task -> predictions.put(task, prediction(majority(task))));
    return predictions;
  }

  @Override
  public void learn(Label label) {
    if (!label.getNegated()) {
      majority(label.getTask()).learn(label.getLabel());
    }
  }

  private MajorityClass majority(String task) {
    return byTask.computeIfAbsent(task, added -> new MajorityClass());
  }

  private static ClassProbabilities prediction(MajorityClass majority) {
    List<String> labels = majority.counts().keySet().stream().sorted().toList();
    return new ClassProbabilities(
        majority.predict(), labels, labels.stream().map(majority::probability).toList());
  }
}
