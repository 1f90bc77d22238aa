package io.freshet.deploy.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.learner.djl.TorchNetwork;
import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learner and scorer in one process, as in the standalone instance: each sets its engine up. */
class EnginesTogetherTest {
  @Test
  void learnerAndScorerUseTheirEnginesInTurn() throws Exception {
    DeepFmModel model = new DeepFmModel(DeepFmConfig.defaults(), List.of("a", "b"));
    TorchNetwork learner = new TorchNetwork(model.network(), 0, 1);
    for (int turn = 0; turn < 3; turn++) {
      learner.pass(new float[model.inputs()], 1, (outputs, gradient) -> Arrays.fill(gradient, 1));
      assertThat(learner.layerGradients(0)).isNotEmpty();
      try (LeakModels scorer = LeakModels.open(turn)) {
        for (long n = 1; n <= 20; n++) {
          scorer.call(n, 10);
        }
      }
    }
  }
}
