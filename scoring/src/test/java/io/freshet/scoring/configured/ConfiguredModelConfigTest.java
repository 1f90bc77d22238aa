package io.freshet.scoring.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.inference.BatchConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredModelConfigTest {
  private static final String GOOD =
      """
      name: churn
      uri: classpath:churn.onnx
      inputs: {numbers: [{tensor: x, features: [age]}]}
      outputs: {score: {tensor: y}}
      """;

  @Test
  void takesDefaultsForWhatIsAbsent() {
    ConfiguredModelConfig model = read(GOOD).models().get(0);

    assertThat(model.source().version()).isEqualTo("1");
    assertThat(model.mostBytes()).isEqualTo(512L << 20);
    assertThat(model.deviceChoice().isAuto()).isTrue();
    assertThat(model.batches().size()).isEqualTo(BatchConfig.defaults().size());
  }

  @Test
  void takesBatchesInPart() {
    BatchConfig batches =
        read(GOOD + "batching: {size: 8, deadline: 1s}\n").models().get(0).batches();

    assertThat(batches.size()).isEqualTo(8);
    assertThat(batches.deadline()).isEqualTo(Duration.ofSeconds(1));
    assertThat(batches.inFlight()).isEqualTo(BatchConfig.defaults().inFlight());
  }

  @Test
  void isWrittenAsItIsRead() {
    ScoringConfig config = read(GOOD + "batching: {size: 8}\n");
    String yaml = ConfigFile.toYaml("scoring", config);

    assertThat(ConfigFile.parse("again", yaml).section("scoring", ScoringConfig.defaults()))
        .isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: churn | name: My model | scoring.models.name = My model, expected lower-case",
        "uri: classpath:churn.onnx | uri: file:churn.onnx | scoring.models[churn].sha256 = ''",
        "inputs: {numbers: | inputs: {x: 1, numbers: | unknown key scoring.models.0.inputs.x",
        "uri: classpath:churn.onnx | version: 2 | scoring.models[churn].uri = null",
        "tensor: x | tensor: '' | scoring.models[churn].inputs.numbers[0].tensor = ''",
        "features: [age] | features: [] | scoring.models[churn].inputs.numbers[0].features = []",
        "features: [age] | features: [a, a] | inputs.numbers[0].features = [a, a], expected each",
        "{numbers: | {image: {tensor: x, width: 0, height: 1}, numbers: | image.width = 0, exp",
        "{numbers: | {image: {tensor: x, width: 1, height: 1}, numbers: | expected each tensor once",
        "{numbers: | {text: {tokenizer: 'file:t.json'}, numbers: | text.tokenizer-sha256 = ''",
        "inputs: {numbers: [{tensor: x, features: [age]}]} | version: 2 | .inputs = nothing",
        "outputs: {score: {tensor: y}} | version: 2 | [churn].outputs = nothing, expected at least",
        "{score: | {classes: {tensor: c, labels: [a]}, score: | outputs.classes.labels = [a]",
        "{score: | {embedding: {tensor: e, pooling: mean}, score: | embedding.pooling = mean or cls",
      })
  void namesTheKey(String given, String instead, String message) {
    assertThatThrownBy(() -> read(GOOD.replace(given.strip(), instead.strip())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void wantsEachNameOnce() {
    String entry = GOOD.indent(6).replaceFirst(" {6}", "    - ");

    assertThatThrownBy(() -> parse("scoring:\n  models:\n" + entry + entry))
        .hasMessageContaining("scoring.models = churn, expected each name once");
  }

  @Test
  void namesTheDeviceAndTheBatches() {
    assertThatThrownBy(() -> read(GOOD + "batching: {size: 0}\n"))
        .hasMessageContaining("scoring.models[churn].batching.size = 0, expected at least 1");
    assertThatThrownBy(() -> read(GOOD + "device: tpu\n"))
        .hasMessageContaining("scoring.models[churn].device = tpu, expected auto, cpu or gpu:N");
  }

  private static ScoringConfig read(String model) {
    return parse("scoring:\n  models:\n" + model.indent(6).replaceFirst(" {6}", "    - "));
  }

  private static ScoringConfig parse(String yaml) {
    return ConfigFile.parse("test", yaml).section("scoring", ScoringConfig.defaults());
  }
}
