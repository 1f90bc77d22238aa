package io.freshet.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.NgramContribution;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.FeedConfig;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.Recommender;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.TextClassifier;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedServerTest {
  private static final ScoringConfig CONFIG = ScoringConfig.defaults();

  private final FeedServer server =
      new FeedServer(new FeedConfig("localhost", 0, 2, 2, 2, 100), ModelsConfig.defaults());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void aUsersLatestListIsServed() throws Exception {
    server.accept(list("u", "p1"));
    server.accept(list("u", "a"));

    JsonNode json = get("/v1/users/u/recommendations?k=2", 200);

    assertThat(json.get("fallback").asBoolean()).isFalse();
    assertThat(json.get("items")).hasSize(2);
    assertThat(json.at("/items/0/item").asText()).isEqualTo("b");
    assertThat(json.at("/items/0/because").asText()).isEqualTo("a");
  }

  @Test
  void anUnknownUserGetsPopularItemsOrNothing() throws Exception {
    assertThat(get("/v1/users/new/recommendations", 404).get("error").asText()).contains("'new'");
    learnWorld();

    JsonNode json = get("/v1/users/new/recommendations?k=1", 200);

    assertThat(json.get("fallback").asBoolean()).isTrue();
    assertThat(json.at("/items/0/item").asText()).isEqualTo("p1");
  }

  @Test
  void kIsChecked() throws Exception {
    for (String k : List.of("0", "1001", "x", "")) {
      assertThat(get("/v1/users/u/recommendations?k=" + k, 400).get("error").asText())
          .contains("expected 1 to 1000");
    }
  }

  @Test
  void similarItemsComeFromTheRows() throws Exception {
    learnWorld();

    JsonNode json = get("/v1/items/a/similar", 200);

    assertThat(json.get("items").findValuesAsText("item")).containsExactly("b", "c");
    get("/v1/items/nothing/similar", 404);
  }

  @Test
  void becauseNamesSourceHistoryItemFeaturesAndWeights() throws Exception {
    learnWorld();
    server.store().accept(Samples.ranker(RankingFeatures.BIAS, -20, 1), 50);
    server.accept(list("u", "a"));

    JsonNode json = get("/v1/because/u/b", 200);

    assertThat(json.get("source").asText()).isEqualTo("co-visitation");
    assertThat(json.get("because").asText()).isEqualTo("a");
    assertThat(json.get("place").asInt()).isEqualTo(1);
    assertThat(json.at("/features/0/name").asText()).isEqualTo("bias");
    assertThat(json.at("/features/0/value").asDouble()).isEqualTo(1);
    assertThat(json.at("/features/0/weight").asDouble()).isBetween(0.9, 1.1);
    assertThat(get("/v1/because/u/zzz", 404).get("error").asText()).contains("not in the latest");
    assertThat(get("/v1/because/w/b", 404).get("error").asText()).contains("no list");
  }

  @Test
  void listsSayWhatMovedTheirItems() throws Exception {
    ScoringView view = Samples.world(CONFIG);
    view.models().apply(Samples.ranker(RankingFeatures.BIAS, 0, 300), 90);
    view.models().apply(Samples.ranker(RankingFeatures.POPULARITY_SHARE, -20, 300), 91);
    server.accept(
        new Recommender(CONFIG, view.models(), view.catalogue())
            .recommend(Samples.listRequest("u/1", 20), Samples.user("u", List.of("a")), 9));

    JsonNode json = get("/v1/users/u/recommendations", 200);

    assertThat(json.at("/items/0/item").asText()).isEqualTo("p1");
    assertThat(json.at("/items/0/reasons/0/feature").asText()).isEqualTo("popularity-share");
    assertThat(json.at("/items/0/reasons/0/contribution").asDouble()).isPositive();
    assertThat(json.at("/items/4/reasons/0/contribution").asDouble()).isNegative();
    assertThat(get("/v1/because/u/p1", 200).get("reasons")).isEqualTo(json.at("/items/0/reasons"));
  }

  @Test
  void answersOfConfiguredModelsAreServed() throws Exception {
    server.accept(
        Inference.newBuilder()
            .setId("q")
            .setModel("churn")
            .setVersion("2")
            .setLabel("leaves")
            .setLabels(List.of("stays", "leaves"))
            .setProbabilities(List.of(0.25f, 0.75f))
            .setScore(1.5)
            .setEmbedding(List.of(1f, 2f))
            .setEventTime(1)
            .setIngestTime(2)
            .setServedTime(3)
            .build());

    JsonNode json = get("/v1/inferences/q", 200);

    assertThat(json.get("version").asText()).isEqualTo("2");
    assertThat(json.at("/probabilities/leaves").asDouble()).isEqualTo(0.75);
    assertThat(json.get("score").asDouble()).isEqualTo(1.5);
    assertThat(json.get("embedding")).hasSize(2);
    assertThat(get("/v1/inferences/other", 404).get("error").asText()).contains("'other'");
  }

  @Test
  void textPredictionsAreServed() throws Exception {
    server.accept(prediction("t"));

    JsonNode json = get("/v1/texts/t", 200);

    assertThat(json.at("/heads/0/label").asText()).isEqualTo("good");
    assertThat(json.at("/heads/0/probabilities/good").asDouble()).isGreaterThan(0.5);
    assertThat(json.at("/heads/0/confidence")).isEqualTo(json.at("/heads/0/probabilities/good"));
    assertThat(json.at("/heads/0/abstained").asBoolean()).isTrue();
    assertThat(json.at("/heads/0/reasons/0/ngram").asText()).isEqualTo("fine");
    assertThat(json.at("/heads/0/reasons/0/contribution").asDouble()).isEqualTo(0.25);
    assertThat(json.has("embedding")).isFalse();
    get("/v1/texts/other", 404);
  }

  @Test
  void theVectorOfATextIsServedToThoseWhoAsk() throws Exception {
    server.accept(prediction("t"));

    JsonNode json = get("/v1/texts/t?embedding=true", 200);

    assertThat(json.at("/encoding").asText()).isEqualTo("encoder/1");
    assertThat(json.at("/embedding")).extracting(JsonNode::asDouble).containsExactly(1.0, -0.5);
  }

  @Test
  void memoryIsBounded() throws Exception {
    for (String user : List.of("u1", "u2", "u1", "u3")) {
      server.accept(list(user, "a"));
    }

    get("/v1/users/u1/recommendations", 200);
    get("/v1/users/u2/recommendations", 404);
    assertThat(text("/metrics")).contains("freshet_feed_users 2\n", "freshet_feed_lists_total 4\n");
  }

  @Test
  void healthAndUnknownPaths() throws Exception {
    assertThat(get("/health", 200).get("status").asText()).isEqualTo("up");
    assertThat(get("/v2/nothing", 404).get("error").asText()).contains("/v2/nothing");
  }

  @Test
  void listsOfOneUserAreStreamed() throws Exception {
    try (BufferedReader events = stream("/v1/stream/recommendations?user=u2")) {
      server.accept(list("u1", "a"));
      server.accept(list("u2", "a"));

      JsonNode json = nextEvent(events, "recommendation");

      assertThat(json.get("user").asText()).isEqualTo("u2");
    }
  }

  @Test
  void textPredictionsAreStreamed() throws Exception {
    try (BufferedReader events = stream("/v1/stream/text-predictions")) {
      server.accept(prediction("t7"));

      assertThat(nextEvent(events, "text-prediction").get("textId").asText()).isEqualTo("t7");
    }
  }

  /** Opens a stream; the server has its reader when this returns. */
  private BufferedReader stream(String path) throws Exception {
    HttpResponse<InputStream> response =
        client.send(request(path), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    while (!text("/metrics").contains("freshet_feed_stream_readers 1\n")) {
      Thread.onSpinWait();
    }
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode nextEvent(BufferedReader events, String name) throws Exception {
    boolean named = false;
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      named |= line.equals("event:" + name);
      if (line.startsWith("data:")) {
        JsonNode json = new ObjectMapper().readTree(line.substring("data:".length()));
        assertThat(named || String.valueOf(events.readLine()).equals("event:" + name)).isTrue();
        return json;
      }
    }
    throw new AssertionError("the stream ended");
  }

  private void learnWorld() {
    for (ModelUpdate update : Samples.worldUpdates()) {
      server.store().accept(update.row, update.position);
    }
  }

  private static Recommendation list(String user, String history) {
    ScoringView view = Samples.world(CONFIG);
    return new Recommender(CONFIG, view.models(), view.catalogue())
        .recommend(Samples.listRequest(user + "/1", 20), Samples.user(user, List.of(history)), 9);
  }

  private static TextPrediction prediction(String id) {
    ScoringView view = Samples.world(CONFIG);
    view.models()
        .apply(Samples.textBias("sentiment", List.of("bad", "good"), List.of(0f, 1f, 2f, 1f)), 1);
    TextPrediction prediction =
        new TextClassifier(ModelsConfig.defaults(), TextServingConfig.defaults(), view.models())
            .classify(EncodedText.plain(Samples.text(id, "fine")), 9);
    TextHead head = prediction.getHeads().get(0);
    head.setAbstained(true);
    head.setReasons(List.of(new NgramContribution("fine", 0.25f)));
    prediction.setEmbedding(ByteBuffer.wrap(new byte[] {4, -2}));
    prediction.setEmbeddingScale(0.25f);
    prediction.setEncoding("encoder/1");
    return prediction;
  }

  private JsonNode get(String path, int status) throws Exception {
    HttpResponse<String> response =
        client.send(request(path), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return new ObjectMapper().readTree(response.body());
  }

  private String text(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build();
  }
}
