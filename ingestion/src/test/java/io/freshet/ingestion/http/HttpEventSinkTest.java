package io.freshet.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.kafka.EventProducer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEventSinkTest {
  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final EventProducer producer = new EventProducer(broker, () -> true);
  private final IngestServer server = IngestServer.start(config(), producer, producer::close);
  private final HttpEventSink sink =
      new HttpEventSink(URI.create("http://localhost:" + server.port()));

  @AfterEach
  void stop() {
    sink.close();
    server.close();
  }

  @Test
  void postsEveryEventInTheOrderOfItsKind() throws Exception {
    List<CompletableFuture<Void>> results = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      results.add(sink.send(i % 2 == 0 ? interaction(i) : item(i)));
    }

    CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

    List<String> keys =
        broker.history().stream()
            .filter(sent -> sent.topic().equals("interactions"))
            .map(HttpEventSinkTest::key)
            .toList();
    assertThat(keys).hasSize(500).startsWith("u0", "u2", "u4").endsWith("u998");
    assertThat(keys).isSortedAccordingTo((a, b) -> number(a) - number(b));
    assertThat(broker.history()).hasSize(1000);
    assertThat(sink.isReachable()).isTrue();
  }

  @Test
  void asksAgainWhileTheBrokerIsAway() throws Exception {
    broker.sendException = new TimeoutException("no metadata");
    CompletableFuture<Void> result = sink.send(interaction(1));
    CompletableFuture<Void> brokerBack =
        CompletableFuture.runAsync(
            () -> broker.sendException = null,
            CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));

    result.get(20, TimeUnit.SECONDS);

    assertThat(brokerBack).isCompleted();
    assertThat(broker.history()).hasSize(1);
  }

  private static String key(ProducerRecord<byte[], byte[]> sent) {
    return new String(sent.key(), StandardCharsets.UTF_8);
  }

  private static int number(String key) {
    return Integer.parseInt(key.substring(1));
  }

  private static IngestionConfig config() {
    return new IngestionConfig(
        "localhost",
        0,
        1 << 20,
        10_000,
        Duration.ofSeconds(5),
        100,
        List.of(),
        Duration.ofHours(1),
        Limits.defaults());
  }

  private static Event interaction(int i) {
    return event(
        EventKind.INTERACTION,
        "{\"eventId\":\"e%d\",\"user\":\"u%d\",\"item\":\"i\",\"type\":\"view\"}".formatted(i, i));
  }

  private static Event item(int i) {
    return event(EventKind.ITEM, "{\"item\":\"i%d\"}".formatted(i));
  }

  private static Event event(EventKind kind, String json) {
    return new EventParser(Limits.defaults(), () -> 1_770_000_000_000L)
        .parse(kind, json.getBytes(StandardCharsets.UTF_8))
        .event()
        .orElseThrow();
  }
}
