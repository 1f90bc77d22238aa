package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.scoring.ModelViews;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Models that see merged rows only, of replicas of the pipeline's learners. */
final class ParallelModels implements LearnedModels {
  private final ModelViews views;
  private final List<TimedLearners> replicas;
  private final ParallelLearners parallel;
  private long rows;

  ParallelModels(LoopConfig config, Replication replication) {
    views = new ModelViews(config.models());
    replicas =
        Stream.generate(() -> new TimedLearners(config)).limit(replication.replicas()).toList();
    parallel = new ParallelLearners(config, replication, replicas, this::apply);
  }

  /** The models, as of the last merge. */
  @Override
  public ModelViews views() {
    return views;
  }

  @Override
  public void learn(Example example) {
    parallel.learn(example);
  }

  @Override
  public double learningMicros() {
    return replicas.stream().mapToDouble(TimedLearners::micros).sum();
  }

  @Override
  public double learningMicros(String model) {
    return replicas.stream().mapToDouble(replica -> replica.micros(model)).sum();
  }

  @Override
  public Optional<LearnRate> learnRate() {
    return Optional.of(parallel.rate());
  }

  private void apply(ParameterRow row) {
    views.apply(row, rows++);
  }
}
