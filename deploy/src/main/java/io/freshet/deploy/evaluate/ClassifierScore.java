package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.ClassificationMetrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of one classifier. Mutable; not thread-safe. */
final class ClassifierScore {
  private final ClassificationMetrics metrics = new ClassificationMetrics();
  private final OneVsRestAuc auc = new OneVsRestAuc();

  void add(ClassProbabilities prediction, String actual) {
    metrics.add(actual, prediction.predicted(), prediction.of(actual));
    auc.add(actual, prediction.labels(), prediction::of);
  }

  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy", metrics.accuracy());
    figures.put("macro-f1", metrics.macroF1());
    figures.put("auc", auc.value());
    figures.put("log-loss", metrics.logLoss());
    return figures;
  }
}
