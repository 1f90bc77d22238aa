package io.freshet.features.flink;

import static io.freshet.features.Samples.click;
import static io.freshet.features.Samples.interaction;
import static io.freshet.features.Samples.item;
import static io.freshet.features.Samples.label;
import static io.freshet.features.Samples.list;
import static io.freshet.features.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.Configs;
import io.freshet.features.FeatureConfig;
import io.freshet.features.flink.FeatureTopology.Inputs;
import io.freshet.features.flink.FeatureTopology.Outputs;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole graph on a MiniCluster, in one run that ends. */
class FeatureTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int USERS = 40;
  private static final int INTERACTIONS = 12;
  private static final int TEXTS = 50;

  private static final FeatureConfig CONFIG = Configs.with("item-feature-interval: 10ms");

  private final List<Interaction> interactions = new ArrayList<>();
  private final List<Recommendation> lists = new ArrayList<>();

  /** What a run made, as texts: the time at which a record was made left out. */
  private record Results(
      Map<String, Long> lastSequence,
      Set<String> items,
      List<String> examples,
      List<String> outcomes) {}

  @Test
  void parallelismOneAndTwoAgree() throws Exception {
    generate();
    Results one = run(1);
    Results two = run(2);
    assertThat(one.lastSequence()).hasSize(USERS).containsValue((long) INTERACTIONS);
    assertThat(one.items()).hasSize(30);
    assertThat(one.outcomes()).hasSize(USERS * INTERACTIONS + TEXTS + USERS);
    assertThat(one.examples()).anyMatch(example -> example.startsWith("rank/"));
    assertThat(one.examples().stream().filter(e -> e.startsWith("next/")))
        .hasSize(USERS * INTERACTIONS);
    assertThat(two).isEqualTo(one);
  }

  /**
   * Every interaction but the first has its list; half of the lists hold the item, a third are
   * served too late.
   */
  private void generate() {
    for (int n = 1; n <= INTERACTIONS; n++) {
      for (int u = 0; u < USERS; u++) {
        String user = "u" + u;
        long time = n * 1_000L + u;
        interactions.add(click(user, itemOf(u, n), time));
        interactions.add(
            interaction(user + "/i" + n, user, "i3", InteractionType.IMPRESSION, time));
        String held = (u + n) % 2 == 0 ? itemOf(u, n + 1) : "other";
        Recommendation served = list(user, n, time + ((u + n) % 3 == 0 ? 5_000 : 1), "x", held);
        lists.add(served);
        lists.add(served);
      }
    }
  }

  private static String itemOf(int user, int number) {
    return "i" + (user * 7 + number * 3) % 30;
  }

  private Results run(int parallelism) throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism);
    Outputs out = FeatureTopology.define(inputs(environment), CONFIG);
    List<UserFeatures> users = new ArrayList<>();
    List<ItemFeatures> items = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    try (var userFeatures = out.userFeatures().collectAsync();
        var itemFeatures = out.itemFeatures().collectAsync();
        var madeExamples = out.examples().collectAsync();
        var madeOutcomes = out.outcomes().collectAsync()) {
      environment.execute();
      userFeatures.forEachRemaining(users::add);
      itemFeatures.forEachRemaining(items::add);
      madeExamples.forEachRemaining(examples::add);
      madeOutcomes.forEachRemaining(outcomes::add);
    }
    return results(users, items, examples, outcomes);
  }

  private static Results results(
      List<UserFeatures> users,
      List<ItemFeatures> items,
      List<Example> examples,
      List<Outcome> outcomes) {
    Map<String, Long> sequences = new HashMap<>();
    users.forEach(f -> sequences.merge(f.getUser(), f.getSequence(), Math::max));
    return new Results(
        sequences,
        items.stream().map(ItemFeatures::getItem).collect(Collectors.toSet()),
        examples.stream().map(FeatureTopologyTest::text).sorted().toList(),
        outcomes.stream().map(Outcome::toString).sorted().toList());
  }

  /** Negatives and content depend on what else a subtask has seen by then. */
  private static String text(Example example) {
    assertThat(example.getNegatives()).doesNotContain(example.getItem().orElse(""));
    Example comparable =
        Example.newBuilder(example)
            .setNegatives(List.of())
            .setCategories(List.of())
            .setTerms(List.of())
            .build();
    return comparable.getId() + " " + comparable;
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(parallelism);
    return environment;
  }

  private Inputs inputs(StreamExecutionEnvironment environment) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      items.add(item("i" + i, 1, "category" + i % 3));
    }
    List<TextPrediction> predictions = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (int t = 0; t < TEXTS; t++) {
      predictions.add(prediction("t" + t, t % 3 == 0 ? 0.9f : 0.1f, t));
      labels.add(label("t" + t, "sentiment", t % 2 == 0 ? "a" : "b", t + 1));
    }
    return new Inputs(
        source(environment, "interactions", interactions, Interaction.class),
        source(environment, "items", items, Item.class),
        source(environment, "recommendations", lists, Recommendation.class),
        source(environment, "text-predictions", predictions, TextPrediction.class),
        source(environment, "labels", labels, Label.class));
  }

  private static <T extends SpecificRecordBase> DataStream<T> source(
      StreamExecutionEnvironment environment, String topic, List<T> records, Class<T> type) {
    return environment
        .fromData(records, new AvroTypeInfo<>(type))
        .uid("source-" + topic)
        .assignTimestampsAndWatermarks(WatermarkStrategy.<T>noWatermarks())
        .uid("watermarks-" + topic);
  }
}
