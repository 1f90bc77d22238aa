package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import io.freshet.schemas.record.Interaction;
import java.util.List;

/**
 * Predicts the value of every interaction that has one, then learns it. Predictions are clipped to
 * the range of the values seen so far.
 */
final class RatingEvaluation implements Evaluation {
  /** η of the biases: twice the 0.025 of the published figures, whose gradient has a factor 2. */
  private static final double BIAS_RATE = 0.05;

  private final long warmUp;
  private final List<RatedModel> models;
  private long taken;
  private long tested;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  RatingEvaluation(Plan plan) {
    this.warmUp = plan.warmUp();
    this.models =
        List.of(
            new RatedModel("running-mean", new MeanRating(), plan.tests()),
            new RatedModel("item-mean", new ItemMeanRating(), plan.tests()),
            new RatedModel("freshet", new BiasRating(BIAS_RATE), plan.tests()));
  }

  @Override
  public void take(Event event) {
    event
        .as(Interaction.class)
        .ifPresent(rated -> rated.getValue().ifPresent(value -> take(rated, value)));
  }

  @Override
  public long tested() {
    return tested;
  }

  @Override
  public List<Scorecard> scorecards() {
    return models.stream().map(RatedModel::card).toList();
  }

  private void take(Interaction rated, double value) {
    if (taken++ >= warmUp) {
      tested++;
      models.forEach(model -> model.test(rated, value, this::clipped));
    }
    models.forEach(model -> model.learn(rated, value));
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }

  private double clipped(double predicted) {
    return lowest > highest ? predicted : Math.min(highest, Math.max(lowest, predicted));
  }
}
