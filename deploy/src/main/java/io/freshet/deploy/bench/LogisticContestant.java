package io.freshet.deploy.bench;

import io.freshet.learner.FtrlLearner;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The ranker's learner, on hashed features alone.
 *
 * @param config one for all examples
 */
record LogisticContestant(String title, LogisticConfig config) implements Contestant {
  @Override
  public Run start(BinaryExamples examples) {
    LogisticModel model = new LogisticModel("bench", config, List.of(), examples.hashBits());
    FtrlLearner learner = new FtrlLearner(model, config, 1);
    Predictions predictions = new Predictions(examples);
    int[] indices = examples.indices();
    float[] values = examples.values();
    return new Run() {
      @Override
      public void learn(int from, int to) {
        for (int i = from; i < to; i++) {
          int start = examples.start(i);
          int end = examples.start(i + 1);
          predictions.set(i, learner.learn(indices, values, start, end, examples.label(i), 1));
        }
      }

      @Override
      public OptionalDouble logLoss() {
        return predictions.logLoss();
      }
    };
  }
}
