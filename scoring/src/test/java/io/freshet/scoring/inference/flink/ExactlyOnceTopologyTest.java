package io.freshet.scoring.inference.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.scoring.inference.BatchConfig;
import io.freshet.scoring.inference.CountedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million records through faults, keyed where order is kept: each comes out once. */
@Timeout(300)
class ExactlyOnceTopologyTest {
  private static final int MILLION = 1_000_000;
  private static final int EVERY = 10_000;
  private static final int PARALLELISM = 2;
  private static final int KEYS = 64;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  /** What the operator is without its one essential line. */
  private static final class NotFlushing
      extends BatchInferenceOperator<Long, Double, Double, Long> {
    private static final long serialVersionUID = 1L;

    NotFlushing(
        StreamOperatorParameters<Long> parameters,
        BatchInferences<Long, Double, Double, Long> inferences) {
      super(parameters, inferences);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {}
  }

  private static final class NotFlushingFactory
      extends BatchInferenceOperatorFactory<Long, Double, Double, Long> {
    private static final long serialVersionUID = 1L;
    private final BatchInferences<Long, Double, Double, Long> inferences;

    NotFlushingFactory(BatchInferences<Long, Double, Double, Long> inferences) {
      super(inferences);
      this.inferences = inferences;
    }

    @Override
    BatchInferenceOperator<Long, Double, Double, Long> create(
        StreamOperatorParameters<Long> parameters) {
      return new NotFlushing(parameters, inferences);
    }
  }

  @TempDir private Path savepoints;

  @BeforeEach
  void begin() {
    Tally.begin();
    Faults.begin();
    CountedModel.LOADED.set(0);
  }

  @Test
  void throwsEveryTenThousandRecords() throws Exception {
    run(new Faults.Plan(EVERY, 0, -1), true, start(PARALLELISM)).getJobExecutionResult().get();

    assertThat(Faults.thrown()).isEqualTo(MILLION / EVERY);
    assertExact(MILLION);
  }

  @Test
  void replacesTheModelEveryTenThousandRecordsWhileItThrows() throws Exception {
    run(new Faults.Plan(5 * EVERY, EVERY, -1), false, start(PARALLELISM))
        .getJobExecutionResult()
        .get();

    assertThat(Faults.thrown()).isEqualTo(MILLION / EVERY / 5);
    assertThat(CountedModel.LOADED.get()).isGreaterThan(MILLION / EVERY);
    assertExact(MILLION);
  }

  @Test
  void aTaskManagerDies(@InjectMiniCluster MiniCluster cluster) throws Exception {
    JobClient job = run(new Faults.Plan(0, EVERY, MILLION / 4), true, start(PARALLELISM));
    Faults.awaitLatch();
    cluster.terminateTaskManager(0).get();
    cluster.startTaskManager();
    job.getJobExecutionResult().get();

    assertThat(Faults.started()).isGreaterThan(PARALLELISM);
    assertExact(MILLION);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void goesOnFromASavepointAtAnotherParallelism(int parallelism, boolean ordered) throws Exception {
    Faults.Plan plan = new Faults.Plan(0, EVERY, MILLION / 4);
    JobClient job = run(plan, ordered, start(parallelism));
    Faults.awaitLatch();
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL).get();
    Tally.begin();

    run(plan, ordered, environment(Optional.of(savepoint), PARALLELISM + 1 - parallelism))
        .getJobExecutionResult()
        .get();

    assertExact(MILLION);
  }

  @Test
  void withoutTheFlushBeforeTheBarrierRecordsAreLost() throws Exception {
    BatchInferences<Long, Double, Double, Long> inferences = inferences(true);
    StreamExecutionEnvironment environment = start(PARALLELISM);
    define(
        environment,
        new Faults.Plan(EVERY, 0, -1),
        MILLION / 5,
        inferences,
        new NotFlushingFactory(inferences));
    environment.execute();

    Tally.Sheet total = Tally.total();
    assertThat(total.seen().cardinality()).isLessThan(MILLION / 5);
  }

  private static void assertExact(int records) {
    Tally.Sheet total = Tally.total();
    assertThat(total.seen().cardinality()).isEqualTo(records);
    assertThat(total.seen().length()).isEqualTo(records);
    assertThat(total.twice()).isZero();
    assertThat(CountedModel.MISUSED).hasValue(0);
    assertAllModelsClose();
  }

  /** Tasks of a dead TaskManager may end after the job. */
  private static void assertAllModelsClose() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (CountedModel.OPEN.get() != 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(CountedModel.OPEN).hasValue(0);
  }

  private static JobClient run(
      Faults.Plan plan, boolean ordered, StreamExecutionEnvironment environment) throws Exception {
    BatchInferences<Long, Double, Double, Long> inferences = inferences(ordered);
    define(environment, plan, MILLION, inferences, new BatchInferenceOperatorFactory<>(inferences));
    return environment.executeAsync();
  }

  private static BatchInferences<Long, Double, Double, Long> inferences(boolean ordered) {
    return new BatchInferences<>(
        new Doubling(),
        new Doubling.Loader(),
        new BatchConfig(64, Duration.ofMillis(5), Duration.ZERO, 2, ordered, 100),
        Types.LONG);
  }

  private static void define(
      StreamExecutionEnvironment environment,
      Faults.Plan plan,
      int records,
      BatchInferences<Long, Double, Double, Long> inferences,
      StreamOperatorFactory<Long> factory) {
    SingleOutputStreamOperator<Long> numbers =
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    i -> i, records, RateLimiterStrategy.perCheckpoint(2 * EVERY), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "source-numbers")
            .uid("source-numbers")
            .process(new Faults(plan), Types.LONG)
            .uid("faults");
    DataStream<Long> input =
        inferences.config().ordered() ? numbers.keyBy(id -> id % KEYS, Types.LONG) : numbers;
    DataStream<Long> answers =
        inferences.infer(input, numbers.getSideOutput(Faults.VERSIONS), "infer", factory);
    answers
        .transform("tally", Types.LONG, new Tally())
        .uid("tally")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  private static StreamExecutionEnvironment start(int parallelism) {
    return environment(Optional.empty(), parallelism);
  }

  private static StreamExecutionEnvironment environment(
      Optional<String> savepoint, int parallelism) {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    savepoint.ifPresent(path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(parallelism);
    return environment;
  }
}
