package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.Recommender;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.UserView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
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

/**
 * The whole graph on a MiniCluster, in one run that ends. Users ask many times over, so that the
 * last list of each is made after the models have arrived; it must be the list that the plain
 * recommender makes.
 */
@Timeout(120)
class ScoringTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final ScoringConfig CONFIG =
      ConfigFile.parse("test", "scoring: {text: {encoder: {name: none}}}")
          .section(ScoringConfig.SECTION, ScoringConfig.defaults());
  private static final ModelVersion OF_NO_ONE =
      new ModelVersion("of-no-one", "m", "1", "classpath:m.onnx", "", Samples.NOW);
  private static final ModelsConfig MODELS = ModelsConfig.defaults();
  private static final int USERS = 24;
  private static final int TRIGGERS = 12_000;
  private static final int TEXTS = 6_000;
  private static final String[] ITEMS = {"a", "b", "c", "p1", "p2", "p3"};

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyRecordIsAnsweredAsByThePlainClasses(int parallelism) throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism);
    ScoringOutputs outputs =
        define(environment, i -> featuresOf(i), List.of(Samples.item("p2", Samples.NOW, true)));
    Map<String, List<String>> lastLists = new HashMap<>();
    Map<String, String> lastLabels = new HashMap<>();
    int lists = 0;
    int texts = 0;
    try (CloseableIterator<Recommendation> made = outputs.recommendations().collectAsync();
        CloseableIterator<TextPrediction> classified = outputs.textPredictions().collectAsync()) {
      environment.executeAsync();
      for (; made.hasNext(); lists++) {
        Recommendation list = made.next();
        lastLists.put(list.getUser(), Samples.items(list));
      }
      for (; classified.hasNext(); texts++) {
        TextPrediction prediction = classified.next();
        lastLabels.put(
            prediction.getTextId(), prediction.getHeads().get(0).getLabel().orElse("none"));
      }
    }

    assertThat(lists).isEqualTo(TRIGGERS + USERS);
    assertThat(texts).isEqualTo(TEXTS);
    assertThat(lastLists).isEqualTo(expectedLists());
    assertThat(lastLabels)
        .hasSize(USERS)
        .allSatisfy((id, label) -> assertThat(label).isEqualTo("good"));
  }

  /** One event is enough for a list of one's own; a title is enough for an item to be found. */
  @Test
  void newUsersAndNewItemsAreServedAtOnce() throws Exception {
    StreamExecutionEnvironment environment = environment(1);
    long longAgo = Samples.NOW - 365 * 24 * Samples.HOUR;
    ScoringOutputs outputs =
        define(
            environment,
            i -> Samples.features("u" + i % 2, 1, i % 2 == 0 ? "a" : "lamp"),
            List.of(
                Samples.itemBuilder("lamp").setTitle("Red paper lamp").build(),
                Samples.itemBuilder("lantern")
                    .setTitle("Red paper lantern")
                    .setFirstSeen(longAgo)
                    .build(),
                Samples.itemBuilder("towel").setTitle("Towel").setFirstSeen(longAgo).build()));
    Map<String, Recommendation> last = new HashMap<>();
    try (CloseableIterator<Recommendation> made = outputs.recommendations().collectAsync();
        CloseableIterator<TextPrediction> texts = outputs.textPredictions().collectAsync()) {
      environment.executeAsync();
      while (made.hasNext()) {
        Recommendation list = made.next();
        if (list.getTrigger().isPresent()) {
          last.put(list.getUser(), list);
        }
      }
      texts.forEachRemaining(text -> {});
    }

    assertThat(Samples.items(last.get("u0")).subList(0, 2)).containsExactly("b", "c");
    assertThat(last.get("u1").getItems())
        .anySatisfy(
            item -> {
              assertThat(item.getItem()).isEqualTo("lantern");
              assertThat(item.getBecause()).contains("lamp");
            });
    assertThat(Samples.items(last.get("u1"))).containsSubsequence("lantern", "towel");
  }

  private static Map<String, List<String>> expectedLists() {
    ScoringView view = Samples.world(CONFIG);
    view.apply(ModelUpdate.of(Samples.item("p2", Samples.NOW, true)));
    Recommender recommender = new Recommender(CONFIG, view.models(), view.catalogue());
    Map<String, List<String>> lists = new HashMap<>();
    for (int i = 0; i < USERS; i++) {
      UserView user = UserView.of(featuresOf(i), Set.of(ITEMS[i % ITEMS.length]));
      lists.put(
          user.user(), Samples.items(recommender.recommend(Samples.listRequest("x", 20), user, 0)));
    }
    return lists;
  }

  private static UserFeatures featuresOf(long i) {
    long user = i % USERS;
    return Samples.features("u" + user, 1, ITEMS[(int) user % ITEMS.length]);
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
      GeneratorFunction<Long, UserFeatures> users,
      List<ItemFeatures> items) {
    List<ParameterRow> rows = new ArrayList<>();
    Samples.worldUpdates().forEach(update -> rows.add(update.row));
    rows.add(Samples.textBias("sentiment", List.of("bad", "good"), List.of(0f, 1f, 2f, 1f)));
    return ScoringTopology.define(
        new ScoringInputs(
            generated(environment, "user-features", TRIGGERS, users, UserFeatures.class),
            generated(
                environment,
                "requests",
                USERS,
                i -> Samples.request("r" + i, "u" + i),
                RecommendationRequest.class),
            generated(
                environment, "texts", TEXTS, i -> Samples.text("t" + i % USERS, "hi"), Text.class),
            generated(
                environment, "parameters", rows.size(), new Listed<>(rows), ParameterRow.class),
            generated(
                environment,
                "item-features",
                items.size(),
                new Listed<>(items),
                ItemFeatures.class),
            generated(environment, "models", 1, i -> OF_NO_ONE, ModelVersion.class),
            generated(
                environment,
                "inference-requests",
                1,
                i -> Samples.inferenceRequest("q", "nobody"),
                InferenceRequest.class)),
        CONFIG,
        MODELS);
  }

  private static <T extends SpecificRecordBase> DataStream<Received<T>> generated(
      StreamExecutionEnvironment environment,
      String topic,
      int count,
      GeneratorFunction<Long, T> record,
      Class<T> type) {
    DataGeneratorSource<Received<T>> source =
        new DataGeneratorSource<>(
            i -> Received.of(record.map(i), 0, i), count, Received.typeOf(type));
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "source-" + topic)
        .uid("source-" + topic);
  }

  private record Listed<T extends SpecificRecordBase>(List<T> records)
      implements GeneratorFunction<Long, T> {
    @Override
    public T map(Long index) {
      return records.get(index.intValue());
    }
  }
}
