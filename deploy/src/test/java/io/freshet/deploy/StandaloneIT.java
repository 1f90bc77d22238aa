package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] JOBS = {"feature-job", "learner-job", "scoring-job"};

  @TempDir Path data;
  private int events;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void eventsBecomeRecommendationsAndARestartGoesOnFromThere() throws Exception {
    try (Standalone standalone = start()) {
      assertThat(standalone.resumed()).isEmpty();
      for (String user : new String[] {"ann", "bob"}) {
        assertThat(interaction(standalone, user, "apple")).isEqualTo(202);
        assertThat(interaction(standalone, user, "bread")).isEqualTo(202);
      }
      assertThat(interaction(standalone, "cid", "apple")).isEqualTo(202);
      Await.until(() -> list(standalone, "cid").path("sequence").asLong() == 1, TIMEOUT);
      Await.until(() -> isLearnedAfterAnother(standalone, "dan"), TIMEOUT);
    }
    try (Standalone standalone = start()) {
      assertThat(standalone.resumed()).containsExactly(JOBS);
      Await.until(() -> list(standalone, "cid").path("sequence").asLong() == 1, TIMEOUT);
      assertThat(interaction(standalone, "cid", "candle")).isEqualTo(202);
      Await.until(() -> list(standalone, "cid").path("sequence").asLong() == 2, TIMEOUT);
      assertThat(list(standalone, "cid").path("modelVersion").asLong()).isPositive();
      assertThat(items(list(standalone, "cid"))).contains("bread");
    }
  }

  private Standalone start() throws Exception {
    ConfigFile config =
        ConfigFile.parse(
            "test",
            """
            standalone: {data-directory: '%s', broker-port: 0, flink-port: 0}
            ingestion: {host: localhost, port: 0}
            scoring: {feed: {port: 0}}
            """
                .formatted(data));
    return Standalone.start(config, StandaloneOptions.everything());
  }

  /** Another click brings another list; in time one is made by a model that has learned. */
  private boolean isLearnedAfterAnother(Standalone standalone, String user) throws Exception {
    interaction(standalone, user, "apple");
    JsonNode list = list(standalone, user);
    return list.path("modelVersion").asLong() > 0 && items(list).contains("bread");
  }

  private int interaction(Standalone standalone, String user, String item) throws Exception {
    String event =
        "{\"eventId\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"click\"}"
            .formatted("e" + events++, user, item);
    HttpRequest post =
        HttpRequest.newBuilder(standalone.ingestUrl().resolve("/v1/events/interactions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    return http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private JsonNode list(Standalone standalone, String user)
      throws IOException, InterruptedException {
    URI uri = standalone.feedUrl().resolve("/v1/users/" + user + "/recommendations");
    HttpRequest get = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(http.send(get, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static List<String> items(JsonNode list) {
    return list.path("items").findValuesAsText("item");
  }
}
