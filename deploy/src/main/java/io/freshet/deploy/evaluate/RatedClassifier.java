package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Label;
import io.freshet.scoring.text.EncodedText;
import java.util.Map;
import java.util.Optional;

/** A classifier with its figures and its time. Mutable; not thread-safe. */
final class RatedClassifier {
  private final String name;
  private final Classifier classifier;
  private final Track<ClassifierScore> track;
  private final EndsOfRun ends = new EndsOfRun();
  private final Stopwatch predicting = new Stopwatch(System::nanoTime);
  private final Stopwatch learning = new Stopwatch(System::nanoTime);

  /**
   * @param tests to come, at most
   */
  RatedClassifier(String name, Classifier classifier, long tests) {
    this.name = name;
    this.classifier = classifier;
    this.track = new Track<>(tests, new ClassifierScore(), ClassifierScore.GAUGES);
  }

  String name() {
    return name;
  }

  /** Its prediction for each task of a text. */
  Map<String, ClassProbabilities> classify(EncodedText text) {
    return predicting.time(() -> classifier.classify(text));
  }

  /**
   * Compares what it predicted with the label. Before it knew a class it had nothing to predict
   * from: that is not counted.
   */
  void count(ClassProbabilities prediction, Label label) {
    if (prediction.labels().isEmpty()) {
      return;
    }
    ends.add(prediction.predicted().equals(label.getLabel()));
    track.recent().add(prediction, label.getLabel());
    track.counted(label.getEventTime());
  }

  void learn(Label label) {
    learning.run(() -> classifier.learn(label));
  }

  /** Whether it ever predicted anything. */
  boolean isTested() {
    return track.tested() > 0;
  }

  Optional<LearnRate> learnRate() {
    return classifier.learnRate();
  }

  Scorecard card() {
    ClassDetails details = track.total().details();
    return track
        .card(name)
        .with(ends.figures())
        .with(details)
        .with(new Cost(predicting.microsPerRound(), learning.microsPerRound()));
  }
}
