package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import io.freshet.schemas.metrics.RegressionMetrics;
import io.freshet.schemas.record.Interaction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Predicts the value of every interaction that has one, then learns it. Predictions are clipped to
 * the range of the values seen so far.
 */
final class RatingEvaluation implements Evaluation {
  /** η of the biases: twice the 0.025 of the published figures, whose gradient has a factor 2. */
  private static final double BIAS_RATE = 0.05;

  private final long warmUp;
  private final Map<String, RatingModel> models = new LinkedHashMap<>();
  private final Map<String, RegressionMetrics> metrics = new LinkedHashMap<>();
  private long taken;
  private long tested;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /**
   * @param warmUp events that are learned only
   */
  RatingEvaluation(long warmUp) {
    this.warmUp = warmUp;
    models.put("running-mean", new MeanRating());
    models.put("item-mean", new ItemMeanRating());
    models.put("freshet", new BiasRating(BIAS_RATE));
    models.keySet().forEach(name -> metrics.put(name, new RegressionMetrics()));
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
  public Map<String, Map<String, Double>> models() {
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    metrics.forEach((name, m) -> figures.put(name, figures(m)));
    return figures;
  }

  private void take(Interaction rated, double value) {
    if (taken++ >= warmUp) {
      tested++;
      models.forEach((name, model) -> metrics.get(name).add(predict(model, rated), value));
    }
    models.values().forEach(model -> model.learn(rated.getUser(), rated.getItem(), value));
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }

  private double predict(RatingModel model, Interaction rated) {
    double predicted = model.predict(rated.getUser(), rated.getItem());
    return lowest > highest ? predicted : Math.min(highest, Math.max(lowest, predicted));
  }

  private static Map<String, Double> figures(RegressionMetrics metrics) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("mae", metrics.mae());
    figures.put("rmse", metrics.rmse());
    return figures;
  }
}
