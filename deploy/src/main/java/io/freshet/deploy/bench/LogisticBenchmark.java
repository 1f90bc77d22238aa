package io.freshet.deploy.bench;

import io.freshet.learner.FtrlLearner;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Logistic regression on 2^20 weights, 30 of them per example. */
@NullUnmarked
@State(Scope.Thread)
public class LogisticBenchmark {
  private static final int EXAMPLES = 200_000;

  private BinaryExamples examples;
  private FtrlLearner ftrl;
  private FtrlLearner adaGrad;
  private float[] table;
  private int next;

  @Setup
  public void setUp() {
    examples = GeneratedExamples.make(1, EXAMPLES);
    table = new float[2 << examples.hashBits()];
    ftrl = learner(LearnerCommand.FTRL);
    adaGrad = learner(LearnerCommand.ADAGRAD);
  }

  @Setup(Level.Iteration)
  public void flush() {
    ftrl.flush(delta -> {});
    adaGrad.flush(delta -> {});
  }

  /** The limit: reading the rows of an example and nothing else. */
  @Benchmark
  public float gather() {
    return Limit.GATHER.visit(table, examples, advance());
  }

  /** The limit of what changes two values per feature. */
  @Benchmark
  public float readModifyWrite() {
    return Limit.READ_MODIFY_WRITE.visit(table, examples, advance());
  }

  @Benchmark
  public double learnFtrl() {
    return learn(ftrl, advance());
  }

  @Benchmark
  public double learnAdaGrad() {
    return learn(adaGrad, advance());
  }

  private double learn(FtrlLearner learner, int example) {
    int from = examples.start(example);
    int to = examples.start(example + 1);
    float label = examples.label(example);
    return learner.learn(examples.indices(), examples.values(), from, to, label, 1);
  }

  private int advance() {
    next = next + 1 < examples.size() ? next + 1 : 0;
    return next;
  }

  private FtrlLearner learner(LogisticConfig config) {
    LogisticModel model = new LogisticModel("bench", config, List.of(), examples.hashBits());
    return new FtrlLearner(model, config, 1);
  }
}
