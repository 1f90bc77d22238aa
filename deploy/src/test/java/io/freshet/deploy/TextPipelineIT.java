package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.config.ConfigFile;
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
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Texts through a pipeline that runs, and the commands around them. */
class TextPipelineIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int texts;

  @Test
  void textsAreAnsweredAndLearnedFromWhileTheEncoderIsReplaced() throws Exception {
    try (Standalone standalone = start()) {
      assertThat(standalone.encoder()).startsWith("encoder all-MiniLM-L6-v2-int8 version 1 on ");
      JsonNode answer = answer(standalone, text(standalone, "I love it, it works perfectly"));
      assertThat(answer.at("/heads/0/label").asText()).isEqualTo("positive");
      assertThat(answer.at("/heads/0/confidence").asDouble()).isGreaterThan(0.5);
      assertThat(answer.at("/encoding").asText()).isEqualTo("all-MiniLM-L6-v2-int8/1");

      label(standalone, text(standalone, "zorp blick"), "odd");
      Await.until(() -> isLearned(standalone), TIMEOUT);

      assertThat(use(standalone, "lost", "classpath:lost.onnx")).isEqualTo(1);
      assertThat(err.toString()).contains("lost.onnx");
      assertThat(use(standalone, "all-MiniLM-L6-v2", "classpath:all-minilm-l6-v2.onnx")).isZero();
      assertThat(out.toString())
          .contains("all-MiniLM-L6-v2 version 1")
          .contains("answers from now");
      String after = text(standalone, "and now?");
      assertThat(answer(standalone, after).at("/encoding").asText())
          .isEqualTo("all-MiniLM-L6-v2/1");
      assertThat(run(standalone, "models", "list")).isZero();
      assertThat(out.toString()).contains("in use", "classpath:all-minilm-l6-v2.onnx");
    }
  }

  /** The class is known to {@code classify} as soon as it is learned. */
  private boolean isLearned(Standalone standalone) throws IOException {
    Path file = Files.writeString(directory.resolve("texts.txt"), "zorp blick\n");
    Path answers = directory.resolve("answers.jsonl");
    int code =
        run(
            standalone,
            "classify",
            "--learned",
            "--file",
            file.toString(),
            "--out",
            answers.toString(),
            "--task",
            "mood");
    return code == 0
        && JSON.readTree(Files.readString(answers)).at("/label").asText().equals("odd");
  }

  /** A version is tried on texts, so they have to come meanwhile. */
  private int use(Standalone standalone, String model, String uri) throws Exception {
    CompletableFuture<Integer> command =
        CompletableFuture.supplyAsync(
            () ->
                run(
                    standalone,
                    "models",
                    "use",
                    "--model",
                    model,
                    "--model-version",
                    "1",
                    "--uri",
                    uri,
                    "--timeout",
                    "2m"));
    while (!command.isDone()) {
      answer(standalone, text(standalone, "so so"));
    }
    return command.get();
  }

  private int run(Standalone standalone, String... arguments) {
    CommandLine command = Freshet.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--bootstrap-servers";
    all[arguments.length + 1] = standalone.bootstrapServers();
    return command.execute(all);
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
                .formatted(directory.resolve("data")));
    return Standalone.start(config, StandaloneOptions.everything());
  }

  private String text(Standalone standalone, String text) throws Exception {
    String id = "t" + texts++;
    String event = "{\"textId\":\"%s\",\"text\":\"%s\",\"tasks\":[\"sentiment\",\"mood\"]}";
    post(standalone, "texts", event.formatted(id, text));
    return id;
  }

  private void label(Standalone standalone, String textId, String label) throws Exception {
    String event = "{\"textId\":\"%s\",\"task\":\"mood\",\"label\":\"%s\"}";
    post(standalone, "labels", event.formatted(textId, label));
  }

  private void post(Standalone standalone, String kind, String event) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(standalone.ingestUrl().resolve("/v1/events/" + kind))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(202);
  }

  private JsonNode answer(Standalone standalone, String textId) throws Exception {
    Await.until(() -> get(standalone, textId).has("heads"), TIMEOUT);
    return get(standalone, textId);
  }

  private JsonNode get(Standalone standalone, String textId)
      throws IOException, InterruptedException {
    URI uri = standalone.feedUrl().resolve("/v1/texts/" + textId + "?embedding=true");
    HttpRequest get = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(http.send(get, HttpResponse.BodyHandlers.ofString()).body());
  }
}
