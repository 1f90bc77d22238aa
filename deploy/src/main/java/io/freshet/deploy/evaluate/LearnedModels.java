package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;
import io.freshet.scoring.ModelViews;
import java.util.Optional;

/** The pipeline's models, and the learners that they are learned by. */
public interface LearnedModels {
  /** The models as they are scored with. */
  ModelViews views();

  void learn(Example example);

  /** How long all learners have taken to learn, µs. */
  double learningMicros();

  /** How long the learner of one model has taken to learn, µs. */
  double learningMicros(String model);

  /** How fast they learned, where that was measured. */
  Optional<LearnRate> learnRate();

  /** Learners one beside the other, or a single one. */
  static LearnedModels of(LoopConfig config, Optional<Replication> replication) {
    return replication
        .<LearnedModels>map(several -> new ParallelModels(config, several))
        .orElseGet(() -> new SequentialModels(config));
  }
}
