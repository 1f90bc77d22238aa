package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.RegressionMetrics;
import io.freshet.schemas.record.Example;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A model of ratings with its figures and its time. Mutable; not thread-safe. */
final class RatedModel {
  private static final List<Gauge<RegressionMetrics>> GAUGES =
      List.of(
          new Gauge<>("mae", RegressionMetrics::mae, RegressionMetrics::maeInterval),
          new Gauge<>("rmse", RegressionMetrics::rmse, RegressionMetrics::rmseInterval));

  private final String name;
  private final Rater model;
  private final Track<RegressionMetrics> track;
  private final Stopwatch predicting = new Stopwatch(System::nanoTime);
  private final Stopwatch learning = new Stopwatch(System::nanoTime);

  /**
   * @param tests to come, at most
   */
  RatedModel(String name, Rater model, long tests) {
    this.name = name;
    this.model = model;
    this.track = new Track<>(tests, new RegressionMetrics(), GAUGES);
  }

  /**
   * Predicts the value of an interaction and compares it.
   *
   * @param clip brings a prediction into the range of the values
   */
  void test(Example rated, double value, DoubleUnaryOperator clip) {
    double predicted = predicting.time(() -> model.predict(rated));
    track.recent().add(clip.applyAsDouble(predicted), value);
    track.counted(rated.getEventTime());
  }

  void learn(Example rated, double value) {
    learning.run(() -> model.learn(rated, value));
  }

  Scorecard card() {
    return track.card(name).with(new Cost(predicting.microsPerRound(), learning.microsPerRound()));
  }
}
