package io.freshet.deploy.evaluate;

import io.freshet.learner.Learner;
import io.freshet.learner.Learners;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The pipeline's learners, and how long each of them takes. */
final class TimedLearners implements Replica {
  private final Learners learners;
  private final Map<String, Stopwatch> learning = new HashMap<>();

  TimedLearners(LoopConfig config) {
    learners = new Learners(config.models(), config.learner());
  }

  Learners learners() {
    return learners;
  }

  @Override
  public void learn(Example example) {
    learners.learn(example, this::learn);
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    learners.flush(sink);
  }

  @Override
  public void apply(ParameterRow row) {
    learners.apply(row, List.of());
  }

  /** How long all learners have taken to learn, µs. */
  double micros() {
    return learning.values().stream().mapToDouble(Stopwatch::micros).sum();
  }

  /** How long the learner of one model has taken to learn, µs. */
  double micros(String model) {
    return Optional.ofNullable(learning.get(model)).map(Stopwatch::micros).orElse(0.0);
  }

  private void learn(Learner learner, Example example) {
    learning
        .computeIfAbsent(learner.model().model(), added -> new Stopwatch(System::nanoTime))
        .run(() -> learner.learn(example));
  }
}
