package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.util.Map;
import java.util.Optional;

/** A classifier with its figures and its time. Mutable; not thread-safe. */
final class RatedClassifier {
  private final String name;
  private final Classifier classifier;
  private final Track<ClassifierScore> track;
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
  Map<String, ClassProbabilities> classify(Text text) {
    return predicting.time(() -> classifier.classify(text));
  }

  /** Compares what it predicted with the label. */
  void count(ClassProbabilities prediction, Label label) {
    track.recent().add(prediction, label.getLabel());
    track.counted(label.getEventTime());
  }

  void learn(Label label) {
    learning.run(() -> classifier.learn(label));
  }

  Optional<LearnRate> learnRate() {
    return classifier.learnRate();
  }

  Scorecard card() {
    ClassDetails details = track.total().details();
    return track
        .card(name)
        .with(details)
        .with(new Cost(predicting.microsPerRound(), learning.microsPerRound()));
  }
}
