package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.config.ConfigFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of the user's own, from the request over HTTP to the answer over HTTP. */
class ConfiguredModelIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODELS =
      """
      [{name: sentence-vector,
        uri: 'classpath:all-minilm-l6-v2-q.onnx',
        inputs: {text: {tokenizer: minilm-int8, max-tokens: 128}},
        outputs: {embedding: {tensor: last_hidden_state, pooling: mean, normalise: true}}}]
      """
          .replace("\n", "");

  @TempDir Path data;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void requestsAreAnsweredAndAModelThatIsTakenAwayDoesNotKeepTheJobFromGoingOn() throws Exception {
    try (Standalone standalone = start(MODELS)) {
      JsonNode refused =
          post(standalone, "{'model':'sentence-vector','numbers':{'age':'young'}}", 400);
      assertThat(refused.findValuesAsText("reason")).contains("wrong-type");
      post(standalone, "{'id':'q1','model':'sentence-vector','text':'Good day!'}", 202);
      Await.until(() -> answer(standalone, "q1").path("embedding").size() == 384, TIMEOUT);
      JsonNode answer = answer(standalone, "q1");
      assertThat(answer.path("model").asText()).isEqualTo("sentence-vector");
      assertThat(answer.path("version").asText()).isEqualTo("1");
    }
    try (Standalone standalone = start("[]")) {
      assertThat(standalone.resumed()).contains("scoring-job");
      Await.until(() -> answer(standalone, "q1").path("embedding").size() == 384, TIMEOUT);
    }
  }

  private Standalone start(String models) throws Exception {
    ConfigFile config =
        ConfigFile.parse(
            "test",
            """
            standalone: {data-directory: '%s', broker-port: 0, flink-port: 0}
            ingestion: {host: localhost, port: 0}
            scoring: {feed: {port: 0}, text: {encoder: {name: none}}, models: %s}
            """
                .formatted(data, models));
    return Standalone.start(config, StandaloneOptions.everything());
  }

  private JsonNode post(Standalone standalone, String event, int status) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(standalone.ingestUrl().resolve("/v1/events/inference-requests"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event.replace('\'', '"')))
            .build();
    HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private JsonNode answer(Standalone standalone, String id) throws Exception {
    URI uri = standalone.feedUrl().resolve("/v1/inferences/" + id);
    HttpRequest get = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(http.send(get, HttpResponse.BodyHandlers.ofString()).body());
  }
}
