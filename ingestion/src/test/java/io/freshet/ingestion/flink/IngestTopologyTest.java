package io.freshet.ingestion.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingestion.IngestionConfig;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String MAPPING =
      """
      format: {type: json-lines}
      rows: {exclude: {kind: ping}}
      time: {from: "{/at}", format: epoch-s}
      events:
        - kind: item
          once-per: "{sku}"
          fields: {item: "{sku}", title: "{name}"}
        - kind: interaction
          fields: {eventId: "{id}", user: "{/who/id}", item: "{sku}", type: "{kind}"}
      """;

  private static final String QUESTIONS =
      """
      format: {type: json-lines}
      events:
        - kind: inference
          fields: {id: "{nr}", model: churn, numbers.age: "{age}", image: "{picture}"}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void parsesDropsDuplicatesAndRejects(int parallelism) throws Exception {
    Results results = run(messages(), parallelism);

    assertThat(ids(results.interactions)).containsExactlyInAnyOrder("e1", "e2");
    assertThat(results.interactions)
        .allSatisfy(event -> assertThat(event.getEventTime()).isEqualTo(1_700_000_000_000L));
    assertThat(results.items).extracting(Item::getEventId).containsExactly("raw/item/i");
    assertThat(
            results.rejected.stream()
                .collect(Collectors.groupingBy(Rejected::getReason, Collectors.counting())))
        .isEqualTo(
            Map.of("duplicate", 1L, "malformed-json", 1L, "missing-field", 1L, "wrong-type", 2L));
    assertThat(results.inferences).hasSize(1);
    assertThat(results.inferences.get(0).getNumbers()).isEqualTo(Map.of("age", 41.5));
    assertThat(results.inferences.get(0).getImage()).contains(ByteBuffer.wrap(new byte[] {1}));
    Rejected broken =
        results.rejected.stream()
            .filter(letter -> letter.getReason().equals("malformed-json"))
            .findFirst()
            .orElseThrow();
    assertThat(broken.getTopic()).isEqualTo("raw");
    assertThat(broken.getOffset()).isEqualTo(4);
    assertThat(StandardCharsets.UTF_8.decode(broken.getPayload()).toString())
        .isEqualTo("{not json");
  }

  private static List<RawMessage> messages() {
    return List.of(
        message(0, "{'id':'e1','who':{'id':7},'sku':'i','name':'Lamp','kind':'view','at':17e8}"),
        message(1, "{'id':'e1','who':{'id':7},'sku':'i','name':'Lamp','kind':'view','at':17e8}"),
        message(2, "{'id':'e2','who':{'id':7},'sku':'i','name':'Lamp','kind':'cart','at':17e8}"),
        message(3, "{'kind':'ping'}"),
        message(4, "{not json"),
        message(5, "{'id':'e3','sku':'i','name':'Lamp','kind':'view','at':17e8}"),
        message(6, "{'id':'e4','who':{'id':7},'sku':'i','kind':'view','at':'noon'}"),
        question("{'nr':'q1','age':'41.5','picture':'AQ=='}"),
        question("{'nr':'q2','age':'young'}"));
  }

  private static RawMessage question(String json) {
    RawMessage message = message(0, json);
    message.topic = "questions";
    return message;
  }

  private static RawMessage message(long offset, String json) {
    RawMessage message = new RawMessage();
    message.topic = "raw";
    message.offset = offset;
    message.value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return message;
  }

  private static List<String> ids(List<Interaction> interactions) {
    return interactions.stream().map(Interaction::getEventId).toList();
  }

  private static Results run(List<RawMessage> messages, int parallelism) throws Exception {
    Configuration configuration = JobEnvironment.configuration(FlinkConfig.defaults());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DataStream<RawMessage> source =
        env.fromData(messages, RawMessage.type()).uid("source-raw-topics");
    IngestTopology.Streams streams =
        IngestTopology.define(
            source, Map.of("raw", MAPPING, "questions", QUESTIONS), IngestionConfig.defaults());
    try (var interactions = collect(streams.interactions(), "interactions");
        var items = collect(streams.items(), "items");
        var inferences = collect(streams.inferences(), "inferences");
        var rejected = collect(streams.rejected(), "rejected")) {
      env.executeAsync("ingest-topology-test");
      return new Results(drain(interactions), drain(items), drain(inferences), drain(rejected));
    }
  }

  private static <T extends SpecificRecordBase> CloseableIterator<T> collect(
      DataStream<T> stream, String name) {
    return stream.map(value -> value, stream.getType()).uid("test-" + name).collectAsync();
  }

  private static <T> List<T> drain(CloseableIterator<T> results) {
    List<T> all = new ArrayList<>();
    results.forEachRemaining(all::add);
    return all;
  }

  private record Results(
      List<Interaction> interactions,
      List<Item> items,
      List<InferenceRequest> inferences,
      List<Rejected> rejected) {}
}
