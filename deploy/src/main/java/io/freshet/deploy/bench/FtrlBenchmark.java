package io.freshet.deploy.bench;

import io.freshet.learner.FtrlLearner;
import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** FTRL-proximal on 2^18 features, 30 of them per example. */
@NullUnmarked
@State(Scope.Thread)
public class FtrlBenchmark {
  private static final int FEATURES = 1 << 18;
  private static final int NON_ZEROS = 30;

  private SparseExamples examples;
  private FtrlLearner learner;
  private float[] table;

  @Setup
  public void setUp() {
    examples = new SparseExamples(1, FEATURES, NON_ZEROS, 2);
    table = new float[3 * FEATURES];
    LogisticConfig config = LogisticConfig.of(FtrlConfig.defaults());
    learner = new FtrlLearner(new LogisticModel("bench", config, List.of(), 18), config, 1);
  }

  @Setup(Level.Iteration)
  public void flush() {
    learner.flush(delta -> {});
  }

  /** The limit: reading the rows of an example and nothing else. */
  @Benchmark
  public float gather() {
    examples.advance();
    int[] features = examples.features();
    float[] values = examples.values();
    float sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += table[3 * features[i]] * values[i];
    }
    return sum;
  }

  @Benchmark
  public double learn() {
    examples.advance();
    int[] features = examples.features();
    return learner.learn(features, examples.values(), 0, features.length, examples.label(), 1);
  }
}
