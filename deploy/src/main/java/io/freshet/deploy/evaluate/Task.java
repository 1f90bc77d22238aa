package io.freshet.deploy.evaluate;

import io.freshet.ingestion.EventKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

  /** An evaluation with a single learner, that scoring is never behind. */
  Evaluation evaluation(LoopConfig config, Plan plan) {
    return evaluation(config, plan, Optional.empty());
  }

  /**
   * @param replication of the learners; empty for a single one, that scoring is never behind
   */
  Evaluation evaluation(LoopConfig config, Plan plan, Optional<Replication> replication) {
    switch (this) {
      case NEXT_ITEM:
        return new NextItemEvaluation(plan, lists(config, replication));
      case RATING:
        return new RatingEvaluation(config, plan, replication);
      case CLASSIFY:
        TextEncoding encoding = TextEncoding.open(config.scoring().text());
        Supplier<Classifier> loops = () -> texts(config, replication);
        return new ClassifyEvaluation(plan, encoding, classifiers(loops, encoding.isPresent()));
    }
    throw new IllegalArgumentException("no such task: " + this);
  }

  /** With an encoder, its parts are shown, too. */
  private static Map<String, Classifier> classifiers(Supplier<Classifier> loops, boolean encoder) {
    Map<String, Classifier> classifiers = new LinkedHashMap<>();
    classifiers.put("majority-class", new MajorityClassifier());
    if (encoder) {
      classifiers.put("zero-shot", new ZeroShotClassifier());
      classifiers.put("n-grams", PartialClassifier.ofWords(loops.get()));
      classifiers.put("embedding", PartialClassifier.ofVector(loops.get()));
    }
    classifiers.put("freshet", loops.get());
    return classifiers;
  }

  private static ServingLoop lists(LoopConfig config, Optional<Replication> replication) {
    return new ServingLoop(config, LearnedModels.of(config, replication), LoopListener.NONE);
  }

  private static TextLoop texts(LoopConfig config, Optional<Replication> replication) {
    return new TextLoop(config, LearnedModels.of(config, replication), LoopListener.NONE);
  }

  @Override
  public String toString() {
    return label;
  }
}
