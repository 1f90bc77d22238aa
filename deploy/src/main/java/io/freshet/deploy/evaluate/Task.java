package io.freshet.deploy.evaluate;

import io.freshet.ingestion.EventKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is evaluated. */
enum Task {
  /** The next item of a user, out of all. */
  NEXT_ITEM("next-item", EventKind.INTERACTION, 0.3),
  /** The value of a rating. */
  RATING("rating", EventKind.INTERACTION, 0),
  /** The class of a text. */
  CLASSIFY("classify", EventKind.TEXT, 0);

  private final String label;
  private final EventKind predicted;
  private final double defaultWarmUp;

  Task(String label, EventKind predicted, double defaultWarmUp) {
    this.label = label;
    this.predicted = predicted;
    this.defaultWarmUp = defaultWarmUp;
  }

  /** The kind of event that predictions are about: what is counted, warmed up with and limited. */
  EventKind predicted() {
    return predicted;
  }

  /** The share of events that is only learned, where nothing else is asked for. */
  double defaultWarmUp() {
    return defaultWarmUp;
  }

  Evaluation evaluation(LoopConfig config, Plan plan) {
    switch (this) {
      case NEXT_ITEM:
        return new NextItemEvaluation(plan, new ServingLoop(config));
      case RATING:
        return new RatingEvaluation(config, plan);
      case CLASSIFY:
        Map<String, Classifier> classifiers = new LinkedHashMap<>();
        classifiers.put("majority-class", new MajorityClassifier());
        classifiers.put("freshet", new TextLoop(config));
        return new ClassifyEvaluation(plan, classifiers);
    }
    throw new IllegalArgumentException("no such task: " + this);
  }

  @Override
  public String toString() {
    return label;
  }
}
