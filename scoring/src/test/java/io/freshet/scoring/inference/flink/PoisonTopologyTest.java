package io.freshet.scoring.inference.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.config.DurationText;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.inference.BatchConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One bad record in a hundred, of four kinds: all good ones answered, all bad ones rejected. */
@Timeout(120)
class PoisonTopologyTest {
  private static final int RECORDS = 20_000;
  private static final int KEYS = 16;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @ParameterizedTest
  @CsvSource({"1, true, 0ms", "2, false, 0ms", "2, true, 100ms"})
  void badRecordsAreRejectedAndNoOthers(int parallelism, boolean ordered, String target)
      throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism);
    BatchConfig config =
        new BatchConfig(64, Duration.ofMillis(5), DurationText.parse(target), 2, ordered, 100);
    SingleOutputStreamOperator<Long> answers =
        new BatchInferences<>(
                new Poison.Adapter(new Doubling()), new Poison.Loader(), config, Types.LONG)
            .infer(
                numbers(environment).keyBy(id -> id % KEYS, Types.LONG),
                noVersions(environment),
                "infer");
    List<Long> answered = new ArrayList<>();
    Map<Long, String> reasons = new HashMap<>();
    try (CloseableIterator<Long> good = answers.collectAsync();
        CloseableIterator<Rejected> bad = answers.getSideOutput(Accepted.REJECTED).collectAsync()) {
      environment.executeAsync();
      good.forEachRemaining(answered::add);
      bad.forEachRemaining(letter -> reasons.put(id(letter), letter.getReason()));
    }

    assertThat(answered).containsExactlyInAnyOrderElementsOf(good());
    assertThat(reasons).isEqualTo(bad());
    if (ordered) {
      assertThat(isInOrderPerKey(answered)).isTrue();
    }
  }

  private static List<Long> good() {
    return LongStream.range(0, RECORDS).filter(Poison::isGood).boxed().toList();
  }

  private static Map<Long, String> bad() {
    Map<Long, String> reasons = new HashMap<>();
    LongStream.range(0, RECORDS)
        .filter(id -> !Poison.isGood(id))
        .forEach(id -> reasons.put(id, Poison.of(id).reason));
    return reasons;
  }

  /** The source gives each of its subtasks one half of the numbers, in order. */
  private static boolean isInOrderPerKey(List<Long> answered) {
    Map<String, Long> last = new HashMap<>();
    return answered.stream()
        .allMatch(
            id -> {
              String part = id % KEYS + (id < RECORDS / 2 ? " low" : " high");
              Long before = last.put(part, id);
              return before == null || before < id;
            });
  }

  private static long id(Rejected letter) {
    return Long.parseLong(StandardCharsets.UTF_8.decode(letter.getPayload()).toString());
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment environment) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(i -> i, RECORDS, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "source-numbers")
        .uid("source-numbers");
  }

  private static DataStream<ModelVersion> noVersions(StreamExecutionEnvironment environment) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                i -> Versions.of("2", i), 0, new AvroTypeInfo<>(ModelVersion.class)),
            WatermarkStrategy.noWatermarks(),
            "source-models")
        .uid("source-models");
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(parallelism);
    return environment;
  }
}
