package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.deploy.BadEvents.Form;
import io.freshet.deploy.container.TopicLog;
import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand bad inputs over each way in: each is told why, and nothing else suffers. */
class BadInputIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RAW = "clicks";
  private static final int BAD = 1000;
  private static final int BAD_PER_GOOD = 5;
  private static final int GOOD = BAD / BAD_PER_GOOD;
  private static final int DUPLICATE_EVERY = 25;
  private static final String DUPLICATE = "duplicate";

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Integer> answered = new TreeMap<>();
  private Standalone standalone;

  @BeforeEach
  void start() throws Exception {
    Path mapping = Files.writeString(directory.resolve("clicks.yaml"), Form.MAPPING);
    ConfigFile config =
        ConfigFile.parse(
            "test",
            """
            standalone: {data-directory: '%s', broker-port: 0, flink-port: 0}
            ingestion: {host: localhost, port: 0, raw-topics: [{topic: %s, mapping: '%s'}]}
            scoring: {feed: {port: 0}}
            """
                .formatted(directory.resolve("data"), RAW, mapping));
    standalone = Standalone.start(config, StandaloneOptions.everything());
  }

  @AfterEach
  void stop() throws Exception {
    standalone.close();
  }

  @Test
  void everyBadInputIsToldWhyAndEveryGoodOneIsTaken() throws Exception {
    postAll();
    List<Sent> bad = produceAll();

    Map<String, Integer> rejected = assertAllRejected(bad);
    assertThat(get(standalone.ingestUrl().resolve("/health")).statusCode()).isEqualTo(200);
    assertThatNoJobFailed();
    assertThat(List.of(sum(answered), sum(rejected)))
        .as("reasons over HTTP %s, on the raw topic %s", answered, rejected)
        .containsExactly(BAD, BAD);
  }

  private void postAll() throws Exception {
    BadEvents events = new BadEvents(42, Form.CANONICAL, System.currentTimeMillis());
    BadRequests requests = new BadRequests(43, standalone.ingestUrl(), events);
    byte[] good = events.good();
    for (int i = 0; i < BAD; i++) {
      if (i % BAD_PER_GOOD == 0) {
        good = events.good();
        assertTaken(good, 0);
      }
      if (i % DUPLICATE_EVERY == 0) {
        assertTaken(good, 1);
        answered.merge(DUPLICATE, 1, Integer::sum);
      } else {
        assertRefused(requests.request(i));
      }
    }
  }

  private void assertTaken(byte[] event, int duplicates) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(standalone.ingestUrl().resolve("/v1/events/interactions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(event))
            .build();
    HttpResponse<String> answer = send(post);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).path("duplicates").asInt()).isEqualTo(duplicates);
  }

  private void assertRefused(BadRequests.BadRequest bad) throws Exception {
    HttpResponse<String> answer = send(bad.request());
    JsonNode body = JSON.readTree(answer.body());
    String reason = body.path("reason").asText(body.at("/errors/0/reason").asText());
    assertThat(answer.statusCode()).as("%s %s", bad, answer.body()).isBetween(400, 499);
    assertThat(reason).as("%s %s", bad, answer.body()).isEqualTo(bad.reason());
    answered.merge(reason, 1, Integer::sum);
  }

  /** A bad message as it was sent. */
  private record Sent(int partition, long offset, byte[] bytes, String reason) {}

  private List<Sent> produceAll() throws Exception {
    BadEvents events = new BadEvents(44, Form.RAW, System.currentTimeMillis());
    Random random = new Random(45);
    List<Sent> sent = new ArrayList<>();
    try (BrokerConnection broker = BrokerConnection.open(kafka());
        Producer<byte[], byte[]> producer = broker.producer(Map.of())) {
      int partitions = broker.partitions(RAW).size();
      byte[] good = events.good();
      for (int i = 0; i < BAD; i++) {
        int partition = i / BAD_PER_GOOD % partitions;
        if (i % BAD_PER_GOOD == 0) {
          good = events.good();
          produce(producer, partition, good);
        }
        BadEvents.Bad bad =
            i % DUPLICATE_EVERY == 0 ? new BadEvents.Bad(good, DUPLICATE) : events.bad(i);
        boolean absent = bad.body().length == 0 && random.nextBoolean();
        RecordMetadata at = produce(producer, partition, absent ? null : bad.body());
        sent.add(new Sent(partition, at.offset(), bad.body(), bad.reason()));
      }
    }
    return sent;
  }

  private static RecordMetadata produce(
      Producer<byte[], byte[]> producer, int partition, byte[] value) throws Exception {
    return producer.send(new ProducerRecord<>(RAW, partition, null, value)).get();
  }

  /** Returns how many there are of each reason. */
  private Map<String, Integer> assertAllRejected(List<Sent> bad) throws Exception {
    try (TopicLog<Rejected> rejected = new TopicLog<>(kafka(), Topics.REJECTED);
        TopicLog<Interaction> taken = new TopicLog<>(kafka(), Topics.INTERACTIONS)) {
      Await.until(
          () -> rejected.readToEnd().size() >= BAD && taken.readToEnd().size() >= 2 * GOOD,
          TIMEOUT);
      List<Rejected> letters = rejected.readToEnd();
      Map<String, Rejected> byPlace = new HashMap<>();
      letters.forEach(l -> byPlace.put(l.getPartition() + "/" + l.getOffset(), l));
      for (Sent sent : bad) {
        assertIsLetterOf(sent, byPlace.get(sent.partition() + "/" + sent.offset()));
      }
      assertThat(taken.readToEnd())
          .extracting(Interaction::getEventId)
          .hasSize(2 * GOOD)
          .doesNotHaveDuplicates();
      return reasons(letters);
    }
  }

  private static void assertIsLetterOf(Sent sent, Rejected letter) {
    assertThat(letter).as("dead letter of %s", sent).isNotNull();
    assertThat(letter.getReason()).as(letter.getMessage()).isEqualTo(sent.reason());
    assertThat(letter.getTopic()).isEqualTo(RAW);
    assertThat(letter.getStage()).isEqualTo("ingest-job");
    assertThat(letter.getPayload()).isEqualTo(ByteBuffer.wrap(sent.bytes()));
  }

  private static Map<String, Integer> reasons(List<Rejected> letters) {
    Map<String, Integer> reasons = new TreeMap<>();
    letters.forEach(letter -> reasons.merge(letter.getReason(), 1, Integer::sum));
    return reasons;
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void assertThatNoJobFailed() throws Exception {
    URI flink = standalone.flinkUrl();
    JsonNode jobs = JSON.readTree(get(flink.resolve("/jobs/overview")).body()).path("jobs");
    assertThat(jobs).hasSize(4);
    for (JsonNode job : jobs) {
      String metrics = "/jobs/" + job.path("jid").asText() + "/metrics?get=numRestarts";
      assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("RUNNING");
      Await.until(
          () -> JSON.readTree(get(flink.resolve(metrics)).body()).at("/0/value").isTextual(),
          TIMEOUT);
      assertThat(JSON.readTree(get(flink.resolve(metrics)).body()).at("/0/value").asText())
          .as("restarts of %s", job.path("name"))
          .isEqualTo("0");
    }
  }

  private KafkaConfig kafka() {
    return standalone.config().section("kafka", KafkaConfig.defaults());
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
