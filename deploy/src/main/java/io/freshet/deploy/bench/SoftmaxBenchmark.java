package io.freshet.deploy.bench;

import io.freshet.learner.SoftmaxLearner;
import io.freshet.schemas.model.SoftmaxConfig;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Softmax with AdaGrad: three classes, 150 n-grams per text out of 2^18. */
@NullUnmarked
@State(Scope.Thread)
public class SoftmaxBenchmark {
  private static final int FEATURES = 1 << 18;
  private static final int NON_ZEROS = 150;
  private static final String[] LABELS = {"negative", "neutral", "positive"};

  private SparseExamples examples;
  private SoftmaxLearner learner;
  private float[] table;

  @Setup
  public void setUp() {
    examples = new SparseExamples(2, FEATURES, NON_ZEROS, LABELS.length);
    learner = new SoftmaxLearner("bench", SoftmaxConfig.defaults());
    table = new float[2 * LABELS.length * FEATURES];
  }

  @Setup(Level.Iteration)
  public void flush() {
    learner.flush(delta -> {});
  }

  /** The limit: reading the rows of a text and nothing else. */
  @Benchmark
  public float gather() {
    examples.advance();
    int[] features = examples.features();
    float[] values = examples.values();
    float sum = 0;
    for (int i = 0; i < features.length; i++) {
      int row = 2 * LABELS.length * features[i];
      sum += (table[row] + table[row + 2] + table[row + 4]) * values[i];
    }
    return sum;
  }

  @Benchmark
  public SoftmaxLearner learn() {
    examples.advance();
    learner.learn(examples.features(), examples.values(), LABELS[examples.label()], 1);
    return learner;
  }
}
