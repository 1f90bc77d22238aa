package io.freshet.scoring.flink;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ScoringConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** What the scoring job made of requests to configured models, in a run that ends. */
record InferenceRun(List<Inference> answers, List<Rejected> rejected, List<Alert> alerts) {
  private static final int PACE = 1000;

  /**
   * @param yaml configuration
   * @param versions what the topic {@code models} has, a hundred a second
   */
  static InferenceRun of(
      String yaml, List<InferenceRequest> asked, List<ModelVersion> versions, int parallelism)
      throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism);
    ScoringConfig config =
        ConfigFile.parse("documentation", yaml).section("scoring", ScoringConfig.defaults());
    ScoringOutputs outputs =
        ScoringTopology.define(
            inputs(environment, asked, versions), config, ModelsConfig.defaults());
    try (CloseableIterator<Inference> answers = outputs.inferences().collectAsync();
        CloseableIterator<Rejected> rejected = outputs.rejected().collectAsync();
        CloseableIterator<Alert> alerts = outputs.alerts().collectAsync()) {
      environment.executeAsync();
      return new InferenceRun(drain(answers), drain(rejected), drain(alerts));
    }
  }

  Map<String, Inference> byId() {
    return answers.stream().collect(Collectors.toMap(Inference::getId, Function.identity()));
  }

  List<Inference> of(String model) {
    return answers.stream().filter(answer -> answer.getModel().equals(model)).toList();
  }

  private static <T> List<T> drain(CloseableIterator<T> results) {
    List<T> all = new ArrayList<>();
    results.forEachRemaining(all::add);
    return all;
  }

  private static ScoringInputs inputs(
      StreamExecutionEnvironment environment,
      List<InferenceRequest> asked,
      List<ModelVersion> versions) {
    return new ScoringInputs(
        stream(environment, "user-features", List.of(), UserFeatures.class, PACE),
        stream(environment, "requests", List.of(), RecommendationRequest.class, PACE),
        stream(environment, "texts", List.of(), Text.class, PACE),
        stream(environment, "parameters", List.of(), ParameterRow.class, PACE),
        stream(environment, "item-features", List.of(), ItemFeatures.class, PACE),
        stream(environment, "models", versions, ModelVersion.class, 100),
        stream(environment, "inference-requests", asked, InferenceRequest.class, PACE));
  }

  /**
   * @param pace records per second
   */
  private static <T extends SpecificRecordBase> DataStream<Received<T>> stream(
      StreamExecutionEnvironment environment,
      String topic,
      List<T> records,
      Class<T> type,
      int pace) {
    DataGeneratorSource<Received<T>> source =
        new DataGeneratorSource<>(
            new Listed<>(new ArrayList<>(records)),
            Math.max(1, records.size()),
            RateLimiterStrategy.perSecond(pace),
            Received.typeOf(type));
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "source-" + topic)
        .uid("source-" + topic)
        .filter(received -> received.value != null)
        .uid("test-some-" + topic);
  }

  /** A generator gives at least one record; none is one without a value. */
  private record Listed<T extends SpecificRecordBase>(ArrayList<T> records)
      implements GeneratorFunction<Long, Received<T>> {
    @Override
    public Received<T> map(Long index) {
      return records.isEmpty()
          ? new Received<>()
          : Received.of(records.get(index.intValue()), 0, index);
    }
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
