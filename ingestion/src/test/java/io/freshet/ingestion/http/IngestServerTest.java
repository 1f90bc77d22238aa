package io.freshet.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.kafka.EventProducer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestServerTest {
  private static final String VIEW = "{\"user\":\"u\",\"item\":\"i\",\"type\":\"view\"}";
  private static final String CLICK = "{\"user\":\"u\",\"item\":\"i\",\"type\":\"click\"}";
  private static final String BAD = "{\"user\":\"u\",\"item\":\"i\",\"type\":\"stare\"}";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean brokerUp = new AtomicBoolean(true);
  private MockProducer<byte[], byte[]> broker = broker(true);
  private IngestServer server = start(broker);

  @BeforeEach
  void startsEmpty() {
    assertThat(broker.history()).isEmpty();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesOneObject() throws Exception {
    HttpResponse<String> answer = post("interactions", "application/json", VIEW);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(body(answer).path("accepted").asInt()).isEqualTo(1);
    assertThat(broker.history()).hasSize(1);
    assertThat(broker.history().get(0).topic()).isEqualTo("interactions");
  }

  @Test
  void takesTheValidLinesAndListsTheOthers() throws Exception {
    String lines = VIEW + "\n\n" + BAD + "\n{\n" + CLICK;

    HttpResponse<String> answer = post("interactions", "application/x-ndjson", lines);

    assertThat(answer.statusCode()).isEqualTo(207);
    JsonNode errors = body(answer).path("errors");
    assertThat(body(answer).path("accepted").asInt()).isEqualTo(2);
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).path("line").asInt()).isEqualTo(3);
    assertThat(errors.get(0).path("field").asText()).isEqualTo("type");
    assertThat(errors.get(0).path("value").asText()).isEqualTo("stare");
    assertThat(errors.get(0).path("reason").asText()).isEqualTo("unknown-type");
    assertThat(errors.get(1).path("line").asInt()).isEqualTo(4);
  }

  @Test
  void knowsArraysAndLinesByTheirLooks() throws Exception {
    HttpResponse<String> array =
        post("interactions", "application/json", "[" + VIEW + "," + BAD + "]");
    HttpResponse<String> lines = post("interactions", "application/json", CLICK + "\n" + BAD);

    assertThat(array.statusCode()).isEqualTo(207);
    assertThat(body(array).path("errors").get(0).path("index").asInt()).isEqualTo(1);
    assertThat(lines.statusCode()).isEqualTo(207);
    assertThat(body(lines).path("errors").get(0).path("line").asInt()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNotValid() throws Exception {
    HttpResponse<String> answer = post("interactions", "application/json", BAD);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(broker.history()).isEmpty();
    assertThat(post("interactions", "application/json", "").statusCode()).isEqualTo(400);
    assertThat(post("interactions", "application/json", "[]").statusCode()).isEqualTo(400);
    assertThat(post("nonsense", "application/json", VIEW).statusCode()).isEqualTo(404);
  }

  @Test
  void sendsTheSameEventOnce() throws Exception {
    post("interactions", "application/json", VIEW);
    HttpResponse<String> again = post("interactions", "application/json", VIEW);

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(body(again).path("duplicates").asInt()).isEqualTo(1);
    assertThat(broker.history()).hasSize(1);
  }

  @Test
  void takesCloudEvents() throws Exception {
    String envelope =
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/shop\",\"type\":\"view\","
            + "\"time\":\"2026-01-01T00:00:00Z\",\"datacontenttype\":\"application/json\",\"data\":"
            + VIEW
            + "}";

    HttpResponse<String> structured =
        post("interactions", "application/cloudevents+json", envelope);
    HttpResponse<String> batch =
        post("interactions", "application/cloudevents-batch+json", "[" + envelope + "]");
    HttpResponse<String> broken =
        post("interactions", "application/cloudevents+json", "{\"specversion\":\"1.0\"}");
    HttpRequest binary =
        request("interactions", "application/json", VIEW)
            .header("ce-specversion", "1.0")
            .header("ce-id", "8")
            .header("ce-source", "/shop")
            .header("ce-type", "view")
            .build();

    assertThat(structured.statusCode()).isEqualTo(202);
    assertThat(body(batch).path("duplicates").asInt()).isEqualTo(1);
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(body(broken).path("errors").get(0).path("reason").asText())
        .isEqualTo("malformed-cloud-event");
    assertThat(send(binary).statusCode()).isEqualTo(202);
    assertThat(broker.history()).hasSize(2);
    assertThat(new String(broker.history().get(0).value(), StandardCharsets.UTF_8))
        .contains("/shop/7");
  }

  @Test
  void refusesALongBody() throws Exception {
    String text = "x".repeat(5000);

    assertThat(post("texts", "application/json", text).statusCode()).isEqualTo(413);
    assertThat(chunked(text).statusCode()).isEqualTo(413);
  }

  @Test
  void saysWhenToTryAgainWhileTheBuffersAreFull() throws Exception {
    broker.sendException = new BufferExhaustedException("full");
    HttpResponse<String> full = post("interactions", "application/json", VIEW);
    HttpResponse<String> tooMany =
        post("interactions", "application/json", VIEW + "\n" + CLICK + "\n" + VIEW + "\n" + CLICK);

    assertThat(full.statusCode()).isEqualTo(429);
    assertThat(full.headers().firstValue("Retry-After")).contains("1");
    assertThat(tooMany.statusCode()).isEqualTo(429);
  }

  @Test
  void isUnavailableWhileTheBrokerIsAway() throws Exception {
    broker.sendException = new TimeoutException("no metadata");
    brokerUp.set(false);

    HttpResponse<String> answer = post("interactions", "application/json", VIEW);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(get("/health").statusCode()).isEqualTo(503);
    broker.sendException = null;
    assertThat(post("interactions", "application/json", VIEW).statusCode()).isEqualTo(202);
  }

  @Test
  void isUnavailableWhenTheBrokerDoesNotAcknowledge() throws Exception {
    server.close();
    broker = broker(false);
    server = start(broker);

    HttpResponse<String> answer = post("interactions", "application/json", VIEW);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(broker.history()).hasSize(1);
  }

  @Test
  void countsWhatItDid() throws Exception {
    post("interactions", "application/json", VIEW + "\n" + BAD);

    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body())
        .contains("freshet_ingest_events_accepted_total{kind=\"interaction\"} 1\n")
        .contains(
            "freshet_ingest_events_rejected_total{kind=\"interaction\",reason=\"unknown-type\"} 1")
        .contains("freshet_ingest_responses_total{status=\"207\"} 1")
        .contains("freshet_ingest_events_pending 0");
  }

  private IngestServer start(MockProducer<byte[], byte[]> producer) {
    IngestionConfig config =
        new IngestionConfig(
            "localhost",
            0,
            4096,
            3,
            Duration.ofMillis(200),
            100,
            List.of(),
            Duration.ofHours(1),
            Limits.defaults());
    EventProducer sink = new EventProducer(producer, brokerUp::get);
    return IngestServer.start(config, sink, sink::close);
  }

  private static MockProducer<byte[], byte[]> broker(boolean acknowledging) {
    return new MockProducer<>(
        acknowledging, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private HttpResponse<String> post(String kind, String type, String body) throws Exception {
    return send(request(kind, type, body).build());
  }

  private HttpResponse<String> chunked(String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(uri("/v1/events/texts"))
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(bytes)))
            .build());
  }

  private HttpRequest.Builder request(String kind, String type, String body) {
    return HttpRequest.newBuilder(uri("/v1/events/" + kind))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private JsonNode body(HttpResponse<String> response) throws Exception {
    return json.readTree(response.body());
  }
}
