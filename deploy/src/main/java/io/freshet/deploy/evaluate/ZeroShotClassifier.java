package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.model.Softmax;
import io.freshet.schemas.record.Label;
import io.freshet.scoring.text.EncodedText;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Predicts from what is known before the first label, and never learns. */
final class ZeroShotClassifier implements Classifier {
  @Override
  public Map<String, ClassProbabilities> classify(EncodedText encoded) {
    Map<String, ClassProbabilities> predictions = new HashMap<>();
    for (String task : encoded.text.getTasks()) {
      predictions.put(task, prediction(encoded.offsets.getOrDefault(task, Map.of())));
    }
    return predictions;
  }

  @Override
  public void learn(Label label) {
    // What it knows comes from the configuration.
  }

  private static ClassProbabilities prediction(Map<String, Float> offsets) {
    if (offsets.isEmpty()) {
      return new ClassProbabilities(ClassificationMetrics.NO_CLASS, List.of(), List.of());
    }
    double[] p = offsets.values().stream().mapToDouble(Float::doubleValue).toArray();
    Softmax.apply(p);
    return new ClassProbabilities(
        Collections.max(offsets.entrySet(), Map.Entry.comparingByValue()).getKey(),
        List.copyOf(offsets.keySet()),
        DoubleStream.of(p).boxed().toList());
  }
}
