package io.freshet.learner.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.learner.Examples;
import io.freshet.learner.LearnerConfig;
import io.freshet.learner.Learners;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class LearnerTopologyTest {
  private static final int COUNT = 3_000;

  private record Run(Map<RowKey, ParameterRow> rows, Map<String, Long> counts, double accuracy) {}

  @Test
  void aloneItEqualsTheSequentialLearners() throws Exception {
    List<Example> examples = Examples.mixed(1, COUNT);
    Learners sequential = new Learners(ModelsConfig.defaults(), LearnerConfig.defaults());
    examples.forEach(sequential::learn);
    Map<RowKey, ParameterRow> expected = new HashMap<>();
    sequential.forEachRow(row -> expected.put(RowKey.of(row), row));
    Run run = run(examples, 1);
    run.rows().forEach((key, row) -> assertThat(values(row)).isEqualTo(values(expected.get(key))));
    assertThat(run.rows()).hasSameSizeAs(withValues(expected));
  }

  @Test
  void twoSubtasksCountTheSame() throws Exception {
    List<Example> examples = Examples.mixed(1, COUNT);
    Run one = run(examples, 1);
    Run two = run(examples, 2);
    assertThat(two.counts()).isEqualTo(one.counts());
    assertThat(two.accuracy()).isCloseTo(one.accuracy(), within(0.1));
    one.rows()
        .forEach(
            (key, row) -> {
              if (key.table().equals("counts")) {
                assertThat(two.rows().get(key).getValues()).isEqualTo(row.getValues());
              }
            });
  }

  /** Whoever takes a row over first, and at whatever parallelism: no count is lost or doubled. */
  @Test
  void whatWasOnTheTopicIsCountedOnceAtEveryParallelism() throws Exception {
    List<Example> examples = Examples.mixed(1, COUNT);
    List<Received<ParameterRow>> found = new ArrayList<>();
    for (int item = 0; item < 60; item++) {
      found.add(Received.of(visited("i" + item, 70), 0, found.size()));
      found.add(Received.of(visited("i" + item, 100), 0, found.size()));
    }
    Map<RowKey, ParameterRow> cold = run(examples, 1).rows();
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      Map<RowKey, ParameterRow> warm = run(examples, found, parallelism).rows();
      for (int item = 0; item < 60; item++) {
        RowKey key = RowKey.of(visited("i" + item, 0));
        assertThat(warm.get(key).getValues().get(0))
            .isEqualTo(100 + cold.get(key).getValues().get(0));
      }
    }
  }

  private static ParameterRow visited(String item, float count) {
    return ParameterRow.newBuilder()
        .setModel("co-visitation")
        .setTable("counts")
        .setKey(item)
        .setValues(List.of(count))
        .build();
  }

  private static Run run(List<Example> examples, int parallelism) throws Exception {
    return run(examples, List.of(noRow()), parallelism);
  }

  private static Run run(
      List<Example> examples, List<Received<ParameterRow>> found, int parallelism)
      throws Exception {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    List<Received<Example>> received = new ArrayList<>();
    examples.forEach(example -> received.add(Received.of(example, 0, received.size())));
    LearnerTopology.Outputs outputs =
        LearnerTopology.define(
            new LearnerTopology.Inputs(
                environment.fromData(received, Received.typeOf(Example.class)).setParallelism(1),
                rows(environment, found),
                rows(environment, found)),
            ModelsConfig.defaults(),
            LearnerConfig.defaults(),
            "learner-job");
    CloseableIterator<ParameterRow> parameters = outputs.parameters().collectAsync();
    CloseableIterator<Progress> progress = outputs.progress().collectAsync();
    environment.execute();
    Map<RowKey, ParameterRow> rows = new HashMap<>();
    parameters.forEachRemaining(row -> rows.put(RowKey.of(row), row));
    Map<String, Progress> latest = new HashMap<>();
    progress.forEachRemaining(p -> latest.put(p.getModel() + '/' + p.getSubtask(), p));
    return summarize(rows, latest);
  }

  private static Run summarize(Map<RowKey, ParameterRow> rows, Map<String, Progress> latest) {
    Map<String, Long> counts = new HashMap<>();
    double right = 0;
    for (Progress p : latest.values()) {
      counts.merge(p.getModel(), p.getCount(), Long::sum);
      right += p.getMetrics().getOrDefault("accuracy", 0.0) * p.getCount();
    }
    return new Run(rows, counts, right / counts.get("text-sentiment"));
  }

  private static DataStream<Received<ParameterRow>> rows(
      StreamExecutionEnvironment environment, List<Received<ParameterRow>> rows) {
    return environment.fromData(rows, Received.typeOf(ParameterRow.class)).setParallelism(1);
  }

  /** What has no bearing on any model. */
  private static Received<ParameterRow> noRow() {
    return Received.of(
        ParameterRow.newBuilder()
            .setModel("unknown")
            .setTable("t")
            .setKey("k")
            .setValues(List.of())
            .build(),
        0,
        0);
  }

  private static Set<RowKey> withValues(Map<RowKey, ParameterRow> rows) {
    Set<RowKey> keys = new HashSet<>();
    rows.forEach(
        (key, row) -> {
          if (row.getValues().stream().anyMatch(value -> value != 0)) {
            keys.add(key);
          }
        });
    return keys;
  }

  private static Map<String, Float> values(ParameterRow row) {
    Map<String, Float> values = new HashMap<>();
    int width = row.getValues().size() / Math.max(1, row.getColumns().size());
    for (int i = 0; i < row.getValues().size(); i++) {
      String column = row.getColumns().isEmpty() ? "" : row.getColumns().get(i / width);
      values.put(column + '|' + i % width, row.getValues().get(i));
    }
    return values;
  }
}
