package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.text.EncoderConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts through the whole graph on a MiniCluster, with the encoder that is configured. */
@Timeout(180)
class TextTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final ScoringConfig CONFIG =
      ConfigFile.parse("test", "scoring: {text: {encoder: {device: cpu}}}")
          .section(ScoringConfig.SECTION, ScoringConfig.defaults());
  private static final ModelVersion FP32 =
      version("all-MiniLM-L6-v2", "1", "classpath:all-minilm-l6-v2.onnx");
  private static final ModelVersion MISSING = version("lost", "9", "classpath:lost.onnx");
  private static final ModelVersion OTHER =
      new ModelVersion("of-no-one", "m", "1", "classpath:m.onnx", "", Samples.NOW);
  private static final String[] PRAISE = {
    "I love this phone, it works perfectly",
    "The food was delicious and the staff were friendly",
    "A wonderful film with great acting",
    "Best purchase I have made this year",
    "Excellent sound quality, highly recommended",
    "We had an amazing evening here"
  };
  private static final String[] BLAME = {
    "It broke after two days, do not buy it",
    "The service was slow and the waiter was rude",
    "A boring movie, a complete waste of time",
    "Worst headset ever, the sound is awful",
    "I am very disappointed with the battery",
    "The room was dirty and it smelled bad"
  };
  private static final int TEXTS = 240;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void textsArePredictedBeforeAnyLabelAndPoisonIsRejected(int parallelism) throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism);
    ScoringOutputs outputs = define(environment, texts(TEXTS, 0), OTHER);
    List<TextPrediction> predictions = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    try (CloseableIterator<TextPrediction> predicted = outputs.textPredictions().collectAsync();
        CloseableIterator<Rejected> refused = outputs.rejected().collectAsync()) {
      environment.executeAsync();
      predicted.forEachRemaining(predictions::add);
      refused.forEachRemaining(rejected::add);
      rejected.removeIf(record -> !record.getTopic().equals("texts"));
    }

    assertThat(predictions)
        .allSatisfy(
            prediction -> {
              assertThat(prediction.getEncoding()).isEqualTo("all-MiniLM-L6-v2-int8/1");
              assertThat(prediction.getEmbedding().orElseThrow().remaining()).isEqualTo(384);
              assertThat(prediction.getHeads().get(0).getOffsets()).hasSize(3);
            });
    Set<String> ids = ids(predictions);
    assertThat(predictions).hasSize(ids.size());
    assertThat(ids).hasSize(TEXTS - 2 * (TEXTS / 20));
    assertThat(rejected).extracting(Rejected::getReason).containsOnly("unencodable", "too-long");
    assertThat(rejected).hasSize(2 * (TEXTS / 20));
    long right = predictions.stream().filter(TextTopologyTest::isRight).count();
    assertThat((double) right / predictions.size()).isGreaterThan(0.8);
  }

  /** Texts come until one is answered by the new version; those before it are all there. */
  @Test
  void anotherEncoderTakesOverWithoutLosingAText() throws Exception {
    StreamExecutionEnvironment environment = environment(1);
    ScoringOutputs outputs = define(environment, texts(Integer.MAX_VALUE, 100), FP32);
    Set<String> ids = new HashSet<>();
    Set<String> encodings = new HashSet<>();
    Alert alert;
    try (CloseableIterator<TextPrediction> predicted = outputs.textPredictions().collectAsync();
        CloseableIterator<Alert> alerts = outputs.alerts().collectAsync()) {
      JobClient job = environment.executeAsync();
      while (!encodings.contains("all-MiniLM-L6-v2/1")) {
        TextPrediction prediction = predicted.next();
        assertThat(ids.add(prediction.getTextId())).isTrue();
        encodings.add(prediction.getEncoding());
      }
      alert = alerts.next();
      job.cancel().get();
    }

    assertThat(alert.getReason()).isEqualTo("model-switched");
    assertThat(alert.getSubject()).isEqualTo(EncoderConfig.ROLE);
    int last = ids.stream().mapToInt(id -> Integer.parseInt(id.substring(1))).max().orElseThrow();
    assertThat(ids).hasSize(last + 1 - poisoned(last));
  }

  @Test
  void aVersionThatCannotBeLoadedIsRefusedAndTheOldOneStays() throws Exception {
    StreamExecutionEnvironment environment = environment(1);
    ScoringOutputs outputs = define(environment, texts(TEXTS, 100), MISSING);
    List<TextPrediction> predictions = new ArrayList<>();
    List<Alert> heard = new ArrayList<>();
    try (CloseableIterator<TextPrediction> predicted = outputs.textPredictions().collectAsync();
        CloseableIterator<Alert> alerts = outputs.alerts().collectAsync()) {
      environment.executeAsync();
      predicted.forEachRemaining(predictions::add);
      alerts.forEachRemaining(heard::add);
    }

    assertThat(heard).extracting(Alert::getReason).containsExactly("model-refused");
    assertThat(heard.get(0).getMessage()).contains("lost.onnx");
    assertThat(predictions).hasSize(TEXTS - 2 * (TEXTS / 20));
    assertThat(predictions)
        .extracting(TextPrediction::getEncoding)
        .containsOnly("all-MiniLM-L6-v2-int8/1");
  }

  private static Set<String> ids(List<TextPrediction> predictions) {
    Set<String> ids = new HashSet<>();
    predictions.forEach(prediction -> ids.add(prediction.getTextId()));
    return ids;
  }

  /** Texts of even numbers are praise. */
  private static boolean isRight(TextPrediction prediction) {
    int number = Integer.parseInt(prediction.getTextId().substring(1));
    String label = prediction.getHeads().get(0).getLabel().orElseThrow();
    return label.equals(number % 2 == 0 ? "positive" : "negative");
  }

  /** Of every twenty texts one is too long and one is empty. */
  private static Text text(long number) {
    String id = "t" + number;
    if (number % 20 == 7) {
      return Samples.text(id, "so long ".repeat(4_000), "sentiment");
    } else if (number % 20 == 13) {
      return Samples.text(id, "", "sentiment");
    }
    String[] kind = number % 2 == 0 ? PRAISE : BLAME;
    return Samples.text(id, kind[(int) (number / 2 % kind.length)] + ".", "sentiment");
  }

  private static int poisoned(int last) {
    int poisoned = 0;
    for (int number = 0; number <= last; number++) {
      poisoned += number % 20 == 7 || number % 20 == 13 ? 1 : 0;
    }
    return poisoned;
  }

  private static ModelVersion version(String model, String version, String uri) {
    return new ModelVersion(EncoderConfig.ROLE, model, version, uri, "", Samples.NOW);
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(parallelism);
    return environment;
  }

  private static ScoringOutputs define(
      StreamExecutionEnvironment environment,
      DataGeneratorSource<Received<Text>> texts,
      ModelVersion version) {
    return ScoringTopology.define(
        new ScoringInputs(
            one(environment, "user-features", i -> Samples.features("u", 1), UserFeatures.class),
            one(
                environment,
                "requests",
                i -> Samples.request("r", "u"),
                RecommendationRequest.class),
            source(environment, "texts", texts),
            one(environment, "parameters", i -> Samples.popularity("p", 1), ParameterRow.class),
            one(
                environment,
                "item-features",
                i -> Samples.item("p", Samples.NOW, false),
                ItemFeatures.class),
            one(environment, "models", i -> version, ModelVersion.class),
            one(
                environment,
                "inference-requests",
                i -> Samples.inferenceRequest("q", "nobody"),
                InferenceRequest.class)),
        CONFIG,
        ModelsConfig.defaults());
  }

  /**
   * @param perSecond how fast; 0 for as fast as can be
   */
  private static DataGeneratorSource<Received<Text>> texts(int count, int perSecond) {
    GeneratorFunction<Long, Received<Text>> texts = i -> Received.of(text(i), 0, i);
    return new DataGeneratorSource<>(
        texts,
        count,
        perSecond == 0 ? RateLimiterStrategy.noOp() : RateLimiterStrategy.perSecond(perSecond),
        Received.typeOf(Text.class));
  }

  private static <T extends SpecificRecordBase> DataStream<Received<T>> one(
      StreamExecutionEnvironment environment,
      String topic,
      GeneratorFunction<Long, T> record,
      Class<T> type) {
    return source(
        environment,
        topic,
        new DataGeneratorSource<>(i -> Received.of(record.map(i), 0, i), 1, Received.typeOf(type)));
  }

  private static <T extends SpecificRecordBase> DataStream<Received<T>> source(
      StreamExecutionEnvironment environment,
      String topic,
      DataGeneratorSource<Received<T>> records) {
    return environment
        .fromSource(records, WatermarkStrategy.noWatermarks(), "source-" + topic)
        .uid("source-" + topic);
  }
}
