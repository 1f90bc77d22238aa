package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import java.util.List;
import java.util.Optional;

/**
 * Predicts every rating, then learns it: from the examples that the pipeline would make.
 * Predictions are clipped to the range of the values seen so far.
 */
final class RatingEvaluation implements Evaluation {
  /** η of the biases: twice the 0.025 of the published figures, whose gradient has a factor 2. */
  private static final double BIAS_RATE = 0.05;

  private final RatingExamples examples;
  private final long warmUp;
  private final LearnedRating learned;
  private final List<RatedModel> models;
  private long taken;
  private long tested;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  RatingEvaluation(LoopConfig config, Plan plan) {
    this(config, plan, Optional.empty());
  }

  RatingEvaluation(LoopConfig config, Plan plan, Optional<Replication> replication) {
    this.learned = LearnedRating.of(config, replication);
    this.examples = new RatingExamples(config.features());
    this.warmUp = plan.warmUp();
    this.models =
        List.of(
            new RatedModel("running-mean", new MeanRating(), plan.tests()),
            new RatedModel("item-mean", new ItemMeanRating(), plan.tests()),
            new RatedModel("biases", new BiasRating(BIAS_RATE), plan.tests()),
            new RatedModel("freshet", learned, plan.tests()));
  }

  @Override
  public void take(Event event) {
    event.as(Item.class).ifPresent(examples::describe);
    event.as(Interaction.class).flatMap(examples::of).ifPresent(this::take);
  }

  @Override
  public long tested() {
    return tested;
  }

  @Override
  public Optional<LearnRate> learnRate() {
    return learned.learnRate();
  }

  @Override
  public List<Scorecard> scorecards() {
    return models.stream().map(RatedModel::card).toList();
  }

  private void take(Example example) {
    if (example.getType().filter(InteractionType.RATING::equals).isPresent()) {
      example.getValue().ifPresent(value -> take(example, value));
    }
  }

  private void take(Example rated, double value) {
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
