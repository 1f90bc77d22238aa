package io.freshet.deploy.evaluate;

import io.freshet.learner.Learner;
import io.freshet.learner.Learners;
import io.freshet.schemas.model.ModelView;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.scoring.ModelViews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The pipeline's learners, whose models are scored with as they are: no topic lies between. */
public final class LearnedModels {
  private static final int EXAMPLES_PER_FLUSH = 1000;

  private final Learners learners;
  private final ModelViews views;
  private final Map<String, Stopwatch> learning = new HashMap<>();
  private int unflushed;

  public LearnedModels(LoopConfig config) {
    learners = new Learners(config.models(), config.learner());
    views = new ModelViews(learners.views());
  }

  /** The models, always up to date. */
  ModelViews views() {
    return views;
  }

  void learn(Example example) {
    learners.learn(example, this::learn);
    example.getTask().filter(task -> views.text(task).isEmpty()).ifPresent(this::addText);
    if (++unflushed == EXAMPLES_PER_FLUSH) {
      learners.flush(delta -> {});
      unflushed = 0;
    }
  }

  /** Takes a row that was learned elsewhere. */
  public void apply(ParameterRow row) {
    learners.apply(row, List.of());
  }

  /** Hands over every row of every model, once all that was taken is learned. */
  public void forEachRow(Consumer<ParameterRow> consumer) {
    learners.flush(delta -> {});
    learners.forEachRow(consumer);
  }

  /** How long all learners have taken to learn, µs. */
  double learningMicros() {
    return learning.values().stream().mapToDouble(Stopwatch::micros).sum();
  }

  /** How long the learner of one model has taken to learn, µs. */
  double learningMicros(String model) {
    return Optional.ofNullable(learning.get(model)).map(Stopwatch::micros).orElse(0.0);
  }

  private void learn(Learner learner, Example example) {
    learning
        .computeIfAbsent(learner.model().model(), added -> new Stopwatch(System::nanoTime))
        .run(() -> learner.learn(example));
  }

  private void addText(String task) {
    views.addText(view(SoftmaxModel.modelName(task), SoftmaxModel.class));
  }

  private <M extends ModelView> M view(String model, Class<M> type) {
    return type.cast(learners.named(model).map(Learner::model).orElseThrow());
  }
}
