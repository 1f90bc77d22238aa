package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Calibration;
import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.metrics.Mergeable;
import io.freshet.schemas.metrics.OneVsRestAuc;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one classifier.
 *
 * @param metrics right and wrong
 * @param auc order of the probabilities
 * @param calibration whether they mean what they say
 */
record ClassifierScore(ClassificationMetrics metrics, OneVsRestAuc auc, Calibration calibration)
    implements Mergeable<ClassifierScore> {
  static final List<Gauge<ClassifierScore>> GAUGES =
      List.of(
          new Gauge<>(
              "accuracy",
              score -> score.metrics.accuracy(),
              score -> Optional.of(score.metrics.accuracyInterval())),
          new Gauge<>("macro-f1", score -> score.metrics.macroF1()),
          new Gauge<>("auc", score -> score.auc.value(), score -> score.auc.interval()),
          new Gauge<>(
              "log-loss",
              score -> score.metrics.logLoss(),
              score -> score.metrics.logLossInterval()),
          new Gauge<>("ece", score -> score.calibration.expectedError()));

  ClassifierScore() {
    this(new ClassificationMetrics(), new OneVsRestAuc(), new Calibration());
  }

  void add(ClassProbabilities prediction, String actual) {
    metrics.add(actual, prediction.predicted(), prediction.of(actual));
    auc.add(actual, prediction.labels(), prediction::of);
    calibration.add(prediction.of(prediction.predicted()), prediction.predicted().equals(actual));
  }

  /** The figures of each class. */
  ClassDetails details() {
    return new ClassDetails(metrics.byClass(), metrics.cells(), calibration.bins());
  }

  @Override
  public void merge(ClassifierScore other) {
    metrics.merge(other.metrics);
    auc.merge(other.auc);
    calibration.merge(other.calibration);
  }

  @Override
  public ClassifierScore fresh() {
    return new ClassifierScore();
  }

  @Override
  public long count() {
    return metrics.count();
  }
}
