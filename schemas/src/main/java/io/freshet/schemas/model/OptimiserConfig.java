package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;

/**
 * Keys {@code models.ranker.optimiser}. All but {@code kind} are for optimisers other than
 * FTRL-proximal, which has keys of its own; AdaGrad brings its own schedule along.
 *
 * @param kind how weights follow the gradient
 * @param rate learning rate η
 * @param schedule how the rate goes down with the steps of a weight
 * @param scheduleSteps T of the schedule
 * @param momentum share of the past in momentum's and Adam's mean gradient
 * @param decay share of the past in RMSProp's and Adam's mean squared gradient
 * @param l1 λ₁: a step is followed by one towards 0, of the rate times λ₁
 * @param l2 λ₂: and by a division by 1 + rate · λ₂
 */
public record OptimiserConfig(
    OptimiserKind kind,
    double rate,
    RateSchedule schedule,
    double scheduleSteps,
    double momentum,
    double decay,
    double l1,
    double l2)
    implements Serializable {
  public OptimiserConfig {
    require(rate > 0, "rate", rate, "more than 0");
    require(scheduleSteps > 0, "schedule-steps", scheduleSteps, "more than 0");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
    require(decay >= 0 && decay < 1, "decay", decay, "in [0, 1)");
    require(l1 >= 0, "l1", l1, "0 or more");
    require(l2 >= 0, "l2", l2, "0 or more");
    require(
        schedule == RateSchedule.CONSTANT || !kind.sumsSquares(),
        "schedule",
        schedule,
        "constant: " + kind + " slows down by its own sum of squared gradients");
    require(
        kind != OptimiserKind.ADAM || momentum * momentum < decay,
        "momentum",
        momentum,
        "a square below decay (" + decay + "): Adam's steps are unbounded otherwise");
  }

  public static OptimiserConfig defaults() {
    return new OptimiserConfig(
        OptimiserKind.FTRL, 0.05, RateSchedule.CONSTANT, 1000, 0.9, 0.999, 0, 0);
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    ConfigException.require(holds, "models.ranker.optimiser." + key, value, expected);
  }
}
