package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.configured.ConfiguredModelConfig;
import io.freshet.scoring.configured.ExampleModels;
import io.freshet.scoring.configured.ModelAnswer;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.onnx.OnnxGraph;
import io.freshet.scoring.onnx.OnnxModels;
import io.freshet.scoring.onnx.TorchScriptFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredModelLoaderTest {
  private static final String SCORE_OF_X =
      """
      inputs: {numbers: [{tensor: x, features: [age]}]}
      outputs: {score: {tensor: y}}
      """;

  @TempDir Path folder;

  @Test
  void takesNumbersInTheirOrder() throws Exception {
    String config =
        """
        inputs:
          numbers:
            - {tensor: features, features: [age, balance], missing: 2}
            - {tensor: usage, features: [logins]}
        outputs: {classes: {tensor: logits, labels: [stays, leaves], softmax: true}}
        """;
    try (var model = load(ExampleModels.churn(1), config)) {
      List<ModelAnswer> answers =
          model.infer(
              List.of(
                  numbers(Map.of("age", 3.0, "balance", 1.0, "logins", 2.0)),
                  numbers(Map.of("balance", 1.0, "logins", 4.0))));

      assertThat(answers.get(0).probabilities()).containsExactly(0.5f, 0.5f);
      float leaves = (float) (1 / (1 + Math.exp(3)));
      assertThat(answers.get(1).probabilities().get(1)).isCloseTo(leaves, within(1e-6f));
      assertThat(answers.get(1).mostProbable()).contains(0);
    }
  }

  @Test
  void passesFeaturesByTheirOwnNames() throws Exception {
    String config =
        "inputs: {numbers: [{features: [a, b]}]}\noutputs: {score: {tensor: y, sigmoid: true}}\n";
    try (var model = load(ExampleModels.sumOfTwo(), config)) {
      ModelAnswer answer = model.infer(List.of(numbers(Map.of("a", 1.0, "b", -1.0)))).get(0);

      assertThat(answer.score()).contains(0.5);
    }
  }

  @Test
  void runsAFileOfAFixedBatchOneByOne() throws Exception {
    try (var model = load(ExampleModels.doubledOneByOne(), SCORE_OF_X)) {
      List<ModelAnswer> answers = model.infer(List.of(age(1), age(2), age(3)));

      assertThat(answers).extracting(a -> a.score().orElseThrow()).containsExactly(2.0, 4.0, 6.0);
    }
  }

  @Test
  void runsTorchScript() throws Exception {
    Path file = TorchScriptFile.softmax(folder.resolve("rain.pt"));
    String config =
        "inputs: {numbers: [{tensor: x, features: [a, b]}]}\n"
            + "outputs: {classes: {tensor: output-0, labels: [dry, rain]}}\n";
    try (var model = loader(file, config).load(loader(file, config).configured())) {
      ModelAnswer answer = model.infer(List.of(numbers(Map.of("a", 0.0, "b", 0.0)))).get(0);

      float dry = (float) (1 / (1 + Math.exp(-0.25)));
      assertThat(answer.probabilities().get(0)).isCloseTo(dry, within(1e-6f));
    }
    assertThatThrownBy(() -> load(file, config.replace("[dry, rain]", "[dry, rain, snow]")))
        .hasMessageContaining("outputs.classes.tensor = output-0: the model gave float32[2, 2]")
        .hasMessageContaining("expected [2, 3]");
  }

  @Test
  void answersTheGoodOnesOfABatchAndSaysWhatIsWrongWithTheOthers() throws Exception {
    try (var model = load(OnnxModels.identity(1), SCORE_OF_X)) {
      List<ModelAnswer> answers =
          model.infer(
              List.of(
                  age(1), age(Double.NaN), numbers(Map.of()), age(1e300), age(Float.MAX_VALUE)));

      assertThat(answers.get(0).score()).contains(1.0);
      assertThat(answers.get(4).score()).contains((double) Float.MAX_VALUE);
      assertThat(reason(answers.get(1)))
          .isEqualTo("not-finite: numbers.age = NaN, expected a finite float");
      assertThat(reason(answers.get(2)))
          .isEqualTo("missing-field: numbers.age, expected this field");
      assertThat(reason(answers.get(3))).startsWith("not-finite: numbers.age = 1.0E300");
    }
  }

  @Test
  void encodesTextsAndRefusesThoseThatItCannot() throws Exception {
    String config =
        """
        inputs: {text: {tokenizer: minilm-int8, max-tokens: 8}}
        outputs: {embedding: {tensor: embedding}}
        """;
    float[][] table = new float[30522][1];
    for (int token = 0; token < table.length; token++) {
      table[token][0] = token;
    }
    try (var model = load(OnnxModels.meanOfTokens(table), config)) {
      List<ModelAnswer> answers =
          model.infer(
              List.of(
                  text("hello"),
                  text("hello world"),
                  text("one two three four five six seven"),
                  text("\u0001\u0002"),
                  text("\ud800"),
                  numbers(Map.of())));

      assertThat(answers.get(0).embedding()).containsExactly((101 + 7592 + 102) / 3f);
      assertThat(answers.get(1).embedding()).containsExactly((101 + 7592 + 2088 + 102) / 4f);
      assertThat(reason(answers.get(2))).startsWith("too-long: text of 33 characters");
      assertThat(reason(answers.get(3))).startsWith("unencodable: text has nothing");
      assertThat(reason(answers.get(4))).startsWith("unencodable: text has half a surrogate");
      assertThat(reason(answers.get(5))).startsWith("missing-field: text");
    }
    String cut = config.replace("max-tokens: 8", "max-tokens: 3, truncate: true");
    try (var model = load(OnnxModels.meanOfTokens(table), cut)) {
      assertThat(model.infer(List.of(text("hello world and more"))).get(0).embedding())
          .containsExactly((101 + 7592 + 102) / 3f);
    }
  }

  @Test
  void namesATensorThatIsNotThere() {
    assertThatThrownBy(
            () -> load(OnnxModels.identity(1), SCORE_OF_X.replace("tensor: x", "tensor: in")))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "scoring.models[own].inputs.numbers[0].tensor = in: the model has no such input,"
                + " found [x: float32[?, 1]]");
    assertThatThrownBy(
            () -> load(OnnxModels.identity(1), SCORE_OF_X.replace("tensor: y", "tensor: z")))
        .hasMessageContaining("outputs.score.tensor = z: the model has no such output, found [y: ");
    assertThatThrownBy(
            () -> load(ExampleModels.sumOfTwo(), SCORE_OF_X.replace("tensor: x", "tensor: a")))
        .hasMessageContaining("the model has input b: float32[?], expected something for it");
  }

  @Test
  void namesAnotherShapeOrType() {
    assertThatThrownBy(() -> load(OnnxModels.identity(3), SCORE_OF_X))
        .hasMessage(
            "scoring.models[own].inputs.numbers[0].tensor = x: the model has input"
                + " x: float32[?, 3], expected float32[batch, 1]");
    OnnxGraph wholeNumbers =
        new OnnxGraph("whole")
            .input("x", OnnxGraph.INT64, -1, 1)
            .node("Identity", List.of("x"), "y")
            .output("y", OnnxGraph.INT64, -1, 1);
    assertThatThrownBy(() -> load(wholeNumbers, SCORE_OF_X))
        .hasMessageContaining("the model has input x: int64[?, 1], expected float32[batch, 1]");
    String image =
        "inputs: {image: {tensor: pixels, width: 8, height: 8}}\n"
            + "outputs: {score: {tensor: brightness}}\n";
    assertThatThrownBy(() -> load(ExampleModels.daylight(16), image))
        .hasMessageContaining("inputs.image.tensor = pixels: the model has input")
        .hasMessageContaining("expected float32[batch, 3, 8, 8]");
  }

  @Test
  void refusesAModelThatDoesNotGiveFiniteNumbers() {
    assertThatThrownBy(() -> load(ExampleModels.infiniteOfOne(), SCORE_OF_X))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("on made-up inputs, expected finite numbers");
  }

  @Test
  void refusesAnotherChecksumAndALargerFile() {
    Path file = OnnxModels.identity(1).write(folder.resolve("own.onnx"));
    String sum = ExampleModels.sha256(file);
    ConfiguredModelLoader loader = loader(file, SCORE_OF_X);
    ModelSource other = new ModelSource("own", "own", "2", file.toUri().toString(), "0".repeat(64));
    ModelSource none = new ModelSource("own", "own", "2", file.toUri().toString(), "");

    assertThatThrownBy(() -> loader.load(other)).hasMessageContaining("SHA-256 " + sum);
    assertThatThrownBy(() -> loader.load(none)).hasMessageContaining("sha256 = '', expected the");
    assertThatThrownBy(() -> load(file, SCORE_OF_X + "max-bytes: 10\n"))
        .hasMessageContaining("expected at most 10");
  }

  private InferenceModel<InferenceRequest, ModelAnswer> load(OnnxGraph graph, String config)
      throws ModelException {
    return load(graph.write(folder.resolve("own.onnx")), config);
  }

  private static InferenceModel<InferenceRequest, ModelAnswer> load(Path file, String config)
      throws ModelException {
    ConfiguredModelLoader loader = loader(file, config);
    return loader.load(loader.configured());
  }

  private static ConfiguredModelLoader loader(Path file, String config) {
    String head =
        "name: own\nuri: %s\nsha256: %s\n".formatted(file.toUri(), ExampleModels.sha256(file));
    String yaml =
        "scoring:\n  models:\n" + (head + config).indent(6).replaceFirst(" {6}", "    - ");
    ScoringConfig scoring =
        ConfigFile.parse("test", yaml).section("scoring", ScoringConfig.defaults());
    ConfiguredModelConfig model = scoring.models().get(0);
    return new ConfiguredModelLoader(model);
  }

  private static String reason(ModelAnswer answer) {
    ScoringException refusal = answer.refusal().orElseThrow();
    return refusal.reason() + ": " + refusal.getMessage();
  }

  private static InferenceRequest age(double age) {
    return numbers(Map.of("age", age));
  }

  private static InferenceRequest numbers(Map<String, Double> numbers) {
    return InferenceRequest.newBuilder(Samples.inferenceRequest("q", "own"))
        .setNumbers(numbers)
        .build();
  }

  private static InferenceRequest text(String text) {
    return InferenceRequest.newBuilder(Samples.inferenceRequest("q", "own")).setText(text).build();
  }
}
