package io.freshet.deploy.evaluate;

import io.freshet.learner.RatingLearner;
import io.freshet.schemas.model.RatingConfig;
import io.freshet.schemas.record.Example;

/** The pipeline's learner of ratings, predicted with as it is: no topic lies between. */
final class LearnedRating implements Rater {
  private static final int EXAMPLES_PER_FLUSH = 1000;

  private final RatingLearner learner;
  private int unflushed;

  LearnedRating(RatingConfig config) {
    this.learner = new RatingLearner(config);
  }

  @Override
  public double predict(Example rated) {
    return learner
        .model()
        .predict(
            rated.getHistory(),
            rated.getItem().orElseThrow(),
            rated.getCategories(),
            rated.getEventTime());
  }

  @Override
  public void learn(Example rated, double value) {
    learner.learn(rated);
    if (++unflushed == EXAMPLES_PER_FLUSH) {
      learner.flush(delta -> {});
      unflushed = 0;
    }
  }
}
