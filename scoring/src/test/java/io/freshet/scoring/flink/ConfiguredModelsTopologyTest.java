package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.Samples;
import io.freshet.scoring.configured.ExampleModels;
import io.freshet.scoring.configured.Images;
import io.freshet.scoring.onnx.OnnxModels;
import io.freshet.scoring.onnx.TorchScriptFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the documentation, as they are written there, in the scoring job's graph. */
@Timeout(180)
class ConfiguredModelsTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Path DOCUMENTATION = Path.of("..", "deploy", "conf", "models", "README.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\nscoring:\n  models:\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("uri: file:/models/(\\S+)\n( +)sha256: \\w{64}\n");
  private static final String NO_ENCODER =
      "scoring:\n  text:\n    encoder: {name: none}\n  models:\n";
  private static final ByteBuffer GREY = Images.file(Images.filled(40, 20, 0x808080), "jpg");

  @TempDir Path folder;

  @BeforeEach
  void writeModels() {
    ExampleModels.churn(1).write(folder.resolve("churn.onnx"));
    ExampleModels.daylight(32).write(folder.resolve("daylight.onnx"));
    TorchScriptFile.softmax(folder.resolve("rain.pt"));
  }

  @Test
  void theExamplesOfTheDocumentationAnswer() throws Exception {
    List<InferenceRequest> asked =
        List.of(
            churn("churn", 3, 1, 2),
            InferenceRequest.newBuilder(Samples.inferenceRequest("text", "sentence-vector"))
                .setText("A short sentence.")
                .build(),
            image("image", GREY),
            numbers("rain", "rain", Map.of("humidity", 0.0, "pressure", 0.0)),
            Samples.inferenceRequest("nobody", "nobody"));

    InferenceRun run =
        InferenceRun.of(
            config("churn", "sentence-vector", "daylight", "rain"), asked, List.of(), 1);

    Map<String, Inference> answers = run.byId();
    assertThat(answers).containsOnlyKeys("churn", "text", "image", "rain");
    assertThat(answers.get("churn").getLabels()).containsExactly("stays", "leaves");
    assertThat(answers.get("churn").getProbabilities()).containsExactly(0.5f, 0.5f);
    assertThat(answers.get("churn").getLabel()).contains("stays");
    assertThat(length(answers.get("text").getEmbedding())).isCloseTo(1, within(1e-4));
    assertThat(answers.get("text").getEmbedding()).hasSize(384);
    double grey = (128 / 255.0 - 0.449) / 0.226;
    double score = 1 / (1 + Math.exp(-grey));
    assertThat(answers.get("image").getScore().orElseThrow()).isCloseTo(score, within(1e-2));
    assertThat(answers.get("rain").getLabel()).contains("dry");
    assertThat(answers.get("rain").getVersion()).isEqualTo("1");
    assertThat(run.rejected()).extracting(Rejected::getReason).containsExactly("unknown-model");
  }

  /** One bad record in every 100, of four kinds: the others are answered, these have a reason. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void badRecordsAreRejectedAndAllOthersAnswered(int parallelism) throws Exception {
    List<InferenceRequest> asked = new ArrayList<>();
    Map<String, Long> reasons = new TreeMap<>();
    Set<String> good = new TreeSet<>();
    for (int i = 0; i < 2000; i++) {
      if (i % 100 == 57) {
        asked.add(bad(i));
        reasons.merge(reasonOf(i), 1L, Long::sum);
      } else {
        asked.add(good(i));
        good.add("q" + i);
      }
    }

    InferenceRun run =
        InferenceRun.of(
            config("churn", "sentence-vector", "daylight"), asked, List.of(), parallelism);

    assertThat(run.answers()).hasSize(good.size());
    assertThat(run.byId().keySet()).isEqualTo(good);
    assertThat(
            run.rejected().stream()
                .collect(Collectors.groupingBy(Rejected::getReason, Collectors.counting())))
        .isEqualTo(reasons);
    for (Rejected letter : run.rejected()) {
      assertThat(letter.getTarget()).isEqualTo("inference-requests");
      assertThat(Topics.INFERENCE_REQUESTS.codec().decode(bytes(letter.getPayload())).getId())
          .startsWith("q");
    }
  }

  /** After some seconds one model gets a good version, the other one of other tensors. */
  @Test
  void aVersionReplacesAModelWhileItAnswers() throws Exception {
    Path second = ExampleModels.churn(1000).write(folder.resolve("churn-2.onnx"));
    Path other = OnnxModels.identity(7).write(folder.resolve("other.onnx"));
    List<ModelVersion> versions =
        new ArrayList<>(Collections.nCopies(200, version("nobody", "0", other)));
    versions.add(version("churn", "2", second));
    versions.add(version("daylight", "2", other));
    List<InferenceRequest> asked = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      asked.add(i % 2 == 0 ? churn("q" + i, 3, 1, 2) : image("q" + i, GREY));
    }

    InferenceRun run = InferenceRun.of(config("churn", "daylight"), asked, versions, 1);

    assertThat(run.byId()).hasSize(5000);
    assertThat(run.answers()).hasSize(5000);
    Map<String, Set<Float>> staying =
        run.of("churn").stream()
            .collect(
                Collectors.groupingBy(
                    Inference::getVersion,
                    Collectors.mapping(a -> a.getProbabilities().get(0), Collectors.toSet())));
    assertThat(staying).isEqualTo(Map.of("1", Set.of(0.5f), "2", Set.of(1f)));
    assertThat(run.of("churn")).last().extracting(Inference::getVersion).isEqualTo("2");
    assertThat(run.of("daylight")).extracting(Inference::getVersion).containsOnly("1");
    assertThat(run.alerts()).hasSize(2);
    assertThat(alert(run, "churn").getReason()).isEqualTo("model-switched");
    assertThat(alert(run, "daylight").getReason()).isEqualTo("model-refused");
    assertThat(alert(run, "daylight").getMessage())
        .contains("scoring.models[daylight].inputs.image.tensor = pixels: the model has no such");
  }

  @Test
  void theJobDoesNotStartWithAModelOfOtherTensors() throws Exception {
    String wrong = config("churn").replace("tensor: usage", "tensor: use");

    assertThatThrownBy(() -> InferenceRun.of(wrong, List.of(churn("q", 3, 1, 2)), List.of(), 1))
        .hasStackTraceContaining(
            "scoring.models[churn].inputs.numbers[1].tensor = use: the model has no such input");
  }

  private static InferenceRequest good(int i) {
    switch (i % 10) {
      case 0:
        return InferenceRequest.newBuilder(Samples.inferenceRequest("q" + i, "sentence-vector"))
            .setText("sentence number " + i)
            .build();
      case 1:
      case 2:
        return image("q" + i, GREY);
      default:
        return churn("q" + i, i % 7, i % 5, 1);
    }
  }

  private static InferenceRequest bad(int i) {
    switch (i / 100 % 4) {
      case 0:
        return InferenceRequest.newBuilder(Samples.inferenceRequest("q" + i, "sentence-vector"))
            .setText("\u0001\u0002")
            .build();
      case 1:
        return InferenceRequest.newBuilder(Samples.inferenceRequest("q" + i, "sentence-vector"))
            .setText("too long ".repeat(200))
            .build();
      case 2:
        return churn("q" + i, Double.NaN, 1, 1);
      default:
        return image("q" + i, ByteBuffer.wrap("%PDF-1.4".getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String reasonOf(int i) {
    return List.of("unencodable", "too-long", "not-finite", "unreadable-image").get(i / 100 % 4);
  }

  private static InferenceRequest churn(String id, double age, double balance, double logins) {
    return numbers(id, "churn", Map.of("age", age, "balance", balance, "logins", logins));
  }

  private static InferenceRequest numbers(String id, String model, Map<String, Double> numbers) {
    return InferenceRequest.newBuilder(Samples.inferenceRequest(id, model))
        .setNumbers(numbers)
        .build();
  }

  private static InferenceRequest image(String id, ByteBuffer file) {
    return InferenceRequest.newBuilder(Samples.inferenceRequest(id, "daylight"))
        .setImage(file)
        .build();
  }

  private static ModelVersion version(String role, String version, Path file) {
    return ModelVersion.newBuilder()
        .setRole(role)
        .setModel(role)
        .setVersion(version)
        .setUri(file.toUri().toString())
        .setSha256(ExampleModels.sha256(file))
        .setEventTime(Samples.NOW)
        .build();
  }

  private static Alert alert(InferenceRun run, String subject) {
    return run.alerts().stream()
        .filter(alert -> alert.getSubject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static double length(List<Float> vector) {
    return Math.sqrt(vector.stream().mapToDouble(v -> (double) v * v).sum());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Examples as one configuration, with the files of this test and their checksums. */
  private String config(String... names) throws Exception {
    StringBuilder yaml = new StringBuilder(NO_ENCODER);
    EXAMPLE
        .matcher(Files.readString(DOCUMENTATION))
        .results()
        .filter(example -> Stream.of(names).anyMatch(n -> example.group(1).contains("name: " + n)))
        .forEach(example -> yaml.append(example.group(1)));
    return FILE.matcher(yaml).replaceAll(this::ownFile);
  }

  private String ownFile(MatchResult example) {
    Path file = folder.resolve(example.group(1));
    return Matcher.quoteReplacement(
        "uri: %s\n%ssha256: %s\n"
            .formatted(file.toUri(), example.group(2), ExampleModels.sha256(file)));
  }
}
