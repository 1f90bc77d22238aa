package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;

/** The mean of all ratings so far, 0 before the first one. */
final class MeanRating implements Rater {
  private final RunningMean mean = new RunningMean();

  @Override
  public double predict(Example rated) {
    return mean.orElse(0);
  }

  @Override
  public void learn(Example rated, double value) {
    mean.add(value);
  }
}
