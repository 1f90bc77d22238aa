package io.freshet.deploy.evaluate;

import io.freshet.learner.Learner;
import io.freshet.learner.Learners;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.scoring.ModelViews;
import java.util.Optional;
import java.util.function.Consumer;

/** The pipeline's learners, whose models are scored with as they are: no topic lies between. */
public final class SequentialModels implements LearnedModels {
  private static final int EXAMPLES_PER_FLUSH = 1000;

  private final TimedLearners timed;
  private final Learners learners;
  private final ModelViews views;
  private int unflushed;

  public SequentialModels(LoopConfig config) {
    timed = new TimedLearners(config);
    learners = timed.learners();
    views = new ModelViews(learners.views());
  }

  /** The models, always up to date. */
  @Override
  public ModelViews views() {
    return views;
  }

  @Override
  public void learn(Example example) {
    timed.learn(example);
    example.getTask().filter(task -> views.text(task).isEmpty()).ifPresent(this::addText);
    if (++unflushed == EXAMPLES_PER_FLUSH) {
      learners.flush(delta -> {});
      unflushed = 0;
    }
  }

  /** Takes a row that was learned elsewhere. */
  public void apply(ParameterRow row) {
    timed.apply(row);
  }

  /** Hands over every row of every model, once all that was taken is learned. */
  public void forEachRow(Consumer<ParameterRow> consumer) {
    learners.flush(delta -> {});
    learners.forEachRow(consumer);
  }

  @Override
  public double learningMicros() {
    return timed.micros();
  }

  @Override
  public double learningMicros(String model) {
    return timed.micros(model);
  }

  @Override
  public Optional<LearnRate> learnRate() {
    return Optional.empty();
  }

  private void addText(String task) {
    Learner learner = learners.named(SoftmaxModel.modelName(task)).orElseThrow();
    views.addText((SoftmaxModel) learner.model());
  }
}
