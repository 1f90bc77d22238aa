package io.freshet.deploy.evaluate;

import io.freshet.learner.RatingLearner;
import io.freshet.schemas.model.RatingModel;
import io.freshet.schemas.record.Example;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The pipeline's learner of ratings, one or several. */
final class LearnedRating implements Rater {
  private static final int EXAMPLES_PER_FLUSH = 1000;

  private final RatingModel model;
  private final Consumer<Example> learner;
  private final Supplier<Optional<LearnRate>> rate;

  private LearnedRating(
      RatingModel model, Consumer<Example> learner, Supplier<Optional<LearnRate>> rate) {
    this.model = model;
    this.learner = learner;
    this.rate = rate;
  }

  /** One learner, predicted with as it is; or several, of which the merged rows are. */
  static LearnedRating of(LoopConfig config, Optional<Replication> replication) {
    return replication.map(several -> parallel(config, several)).orElseGet(() -> single(config));
  }

  @Override
  public double predict(Example rated) {
    return model.predict(
        rated.getHistory(),
        rated.getItem().orElseThrow(),
        rated.getCategories(),
        rated.getEventTime());
  }

  @Override
  public void learn(Example rated, double value) {
    learner.accept(rated);
  }

  Optional<LearnRate> learnRate() {
    return rate.get();
  }

  private static LearnedRating single(LoopConfig config) {
    RatingLearner learner = new RatingLearner(config.models().rating());
    int[] unflushed = new int[1];
    return new LearnedRating(
        learner.model(),
        example -> {
          learner.learn(example);
          if (++unflushed[0] % EXAMPLES_PER_FLUSH == 0) {
            learner.flush(delta -> {});
          }
        },
        Optional::empty);
  }

  private static LearnedRating parallel(LoopConfig config, Replication replication) {
    RatingModel merged = new RatingModel(config.models().rating());
    ParallelLearners learners =
        new ParallelLearners(
            config,
            replication,
            Stream.generate(() -> Replica.of(new RatingLearner(config.models().rating())))
                .limit(replication.replicas())
                .toList(),
            merged::apply);
    return new LearnedRating(merged, learners::learn, () -> Optional.of(learners.rate()));
  }
}
