package io.freshet.deploy.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.deploy.Await;
import io.freshet.deploy.Standalone;
import io.freshet.deploy.StandaloneOptions;
import io.freshet.deploy.kafka.EmbeddedBroker;
import io.freshet.deploy.train.kafka.ModelTopic;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code train} against a real broker, before a pipeline starts and while it runs. */
class TrainIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RowKey APPLES = new RowKey("co-visitation", "counts", "apple");

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private Path log;
  private Path mapping;
  private int events;

  /** Ten users took an apple, then bread. */
  @BeforeEach
  void write() throws IOException {
    StringBuilder rows = new StringBuilder("user,item,type,time\n");
    for (int user = 0; user < 10; user++) {
      long time = GeneratedLog.BEGIN + user * 10_000L;
      rows.append("f%d,apple,click,%d%nf%d,bread,click,%d%n".formatted(user, time, user, time + 1));
    }
    log = Files.writeString(directory.resolve("log.csv"), rows);
    mapping = new GeneratedLog(directory).interactionMapping();
  }

  @Test
  void aPipelineThatStartsOnATrainedTopicIsWarm() throws Exception {
    try (EmbeddedBroker broker = broker()) {
      assertThat(train(broker.bootstrapServers())).isZero();
    }
    try (Standalone standalone = start()) {
      assertThat(standalone.resumed()).isEmpty();
      interaction(standalone, "ann", "apple");
      Await.until(() -> list(standalone, "ann").path("sequence").asLong() == 1, TIMEOUT);
      assertThat(first(list(standalone, "ann"))).isEqualTo("bread");
      assertThat(list(standalone, "ann").at("/items/0/source").asText()).isEqualTo("co-visitation");
      Await.until(() -> count(standalone.bootstrapServers()) == 11, TIMEOUT);
    }
    try (Standalone standalone = start()) {
      assertThat(standalone.resumed()).contains("learner-job");
      interaction(standalone, "bob", "apple");
      Await.until(() -> count(standalone.bootstrapServers()) == 12, TIMEOUT);
    }
  }

  /** Examples since the last commit of the consumer group may be learned again, if it has one. */
  @Test
  void aModelOutlivesItsCheckpoints() throws Exception {
    try (EmbeddedBroker broker = broker()) {
      assertThat(train(broker.bootstrapServers())).isZero();
    }
    try (Standalone standalone = start()) {
      interaction(standalone, "ann", "apple");
      Await.until(() -> count(standalone.bootstrapServers()) == 11, TIMEOUT);
    }
    remove(directory.resolve("data").resolve("checkpoints").resolve("learner-job"));
    try (Standalone standalone = start()) {
      assertThat(standalone.resumed()).containsExactly("feature-job", "scoring-job");
      interaction(standalone, "bob", "apple");
      Await.until(() -> count(standalone.bootstrapServers()) >= 12, TIMEOUT);
      assertThat(count(standalone.bootstrapServers())).isLessThanOrEqualTo(13);
    }
  }

  @Test
  void whatIsTrainedBesideARunningPipelineIsAddedToWhatItLearns() throws Exception {
    try (Standalone standalone = start()) {
      String address = standalone.bootstrapServers();
      interaction(standalone, "ann", "apple");
      Await.until(() -> count(address) == 1, TIMEOUT);
      assertThat(train(address)).isEqualTo(1);
      assertThat(train(address, "--add")).isZero();
      Await.until(() -> count(address) == 11, TIMEOUT);
      interaction(standalone, "bob", "apple");
      Await.until(() -> count(address) == 12, TIMEOUT);
      assertThat(train(address, "--replace")).isZero();
      Await.until(() -> count(address) == 10, TIMEOUT);
      interaction(standalone, "cid", "apple");
      Await.until(() -> count(address) == 11, TIMEOUT);
      Await.until(() -> first(list(standalone, "cid")).equals("bread"), TIMEOUT);
    }
  }

  @Test
  void refusesWhatCannotBeMeant() throws Exception {
    StringWriter err = new StringWriter();
    try (EmbeddedBroker broker = broker()) {
      String address = broker.bootstrapServers();
      assertThat(train(address, err, "--dry-run")).isZero();
      assertThat(rows(address)).isEmpty();
      assertThat(train(address)).isZero();
      Map<RowKey, ParameterRow> trained = rows(address);
      assertThat(train(address, err)).isEqualTo(1);
      assertThat(err.toString()).contains("holds models already", "--add", "--replace");
      assertThat(train(address, err, "--add", "--replace")).isEqualTo(2);
      assertThat(rows(address)).isEqualTo(trained);
      assertThat(train(address, "--add")).isZero();
      assertThat(count(address)).isEqualTo(20);
      assertThat(train(address, "--replace", "--no-lists")).isZero();
      assertThat(count(address)).isEqualTo(10);
      assertThat(rows(address).keySet()).noneMatch(row -> row.model().equals("ranker"));
    }
    assertThat(train("localhost:1", err)).isEqualTo(1);
    assertThat(err.toString()).contains("Kafka at localhost:1 gives no answer");
  }

  private EmbeddedBroker broker() throws IOException {
    Path kafka = Files.createDirectories(directory.resolve("data")).resolve("kafka");
    return EmbeddedBroker.start(kafka, "localhost", 0);
  }

  private int train(String address, String... more) {
    return train(address, new StringWriter(), more);
  }

  private int train(String address, StringWriter err, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--file", log.toString(), "--mapping", mapping.toString()));
    arguments.addAll(List.of("--bootstrap-servers", address));
    arguments.addAll(List.of(more));
    return new CommandLine(new TrainCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println(error.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments.toArray(String[]::new));
  }

  private static Map<RowKey, ParameterRow> rows(String address) throws Exception {
    try (ModelTopic topic = ModelTopic.open(KafkaConfig.defaults().withBootstrapServers(address))) {
      return topic.rows();
    }
  }

  /** How often somebody took an apple, as the topic says. */
  private static long count(String address) throws Exception {
    ParameterRow row = rows(address).get(APPLES);
    return row == null ? 0 : Math.round(row.getValues().get(0));
  }

  private Standalone start() throws Exception {
    ConfigFile config =
        ConfigFile.parse(
            "test",
            """
            standalone: {data-directory: '%s', broker-port: 0, flink-port: 0}
            ingestion: {host: localhost, port: 0}
            scoring: {exploration: 0.0, feed: {port: 0}}
            """
                .formatted(directory.resolve("data")));
    return Standalone.start(config, StandaloneOptions.everything());
  }

  private void interaction(Standalone standalone, String user, String item) throws Exception {
    String event =
        "{\"eventId\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"click\"}"
            .formatted(user + events++, user, item);
    HttpRequest post =
        HttpRequest.newBuilder(standalone.ingestUrl().resolve("/v1/events/interactions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(202);
  }

  private JsonNode list(Standalone standalone, String user)
      throws IOException, InterruptedException {
    URI uri = standalone.feedUrl().resolve("/v1/users/" + user + "/recommendations");
    HttpRequest get = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(http.send(get, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static String first(JsonNode list) {
    return list.at("/items/0/item").asText();
  }

  private static void remove(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
