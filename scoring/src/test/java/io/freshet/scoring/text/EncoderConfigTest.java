package io.freshet.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.inference.ModelSource;
import org.junit.jupiter.api.Test;

class EncoderConfigTest {
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  @Test
  void theDefaultIsBuiltIn() {
    assertThat(EncoderConfig.defaults().source())
        .isEqualTo(
            new ModelSource(
                "text-encoder",
                "all-MiniLM-L6-v2-int8",
                "1",
                "classpath:all-minilm-l6-v2-q.onnx",
                ""));
  }

  @Test
  void readsAnEncoderOfOnesOwn() {
    EncoderConfig own =
        read("name: mine, version: '3', uri: 'https://host/m.zip', sha256: " + SHA256);

    assertThat(own.source())
        .isEqualTo(new ModelSource("text-encoder", "mine", "3", "https://host/m.zip", SHA256));
  }

  @Test
  void builtInEncodersKnowTheirPooling() {
    EncoderConfig config = read("pooling: mean, normalise: false");
    ModelSource chinese = EncoderConfig.defaults().withName("bge-small-zh").source();
    ModelSource own = new ModelSource("text-encoder", "mine", "3", "file:/m.zip", SHA256);

    assertThat(config.poolingOf(chinese)).isEqualTo(Pooling.CLS);
    assertThat(config.poolingOf(own)).isEqualTo(Pooling.MEAN);
    assertThat(config.normalises(chinese)).isTrue();
    assertThat(config.normalises(own)).isFalse();
  }

  @Test
  void canBeNone() {
    EncoderConfig none = read("name: none");

    assertThat(none.absent()).isTrue();
    assertThatThrownBy(none::source)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no encoder is configured");
  }

  @Test
  void refusesWhatCannotBe() {
    assertRefused(
        "name: gpt",
        "scoring.text.encoder.name = gpt, expected one of [minilm-int8, minilm-fp32,"
            + " bge-small-zh], none, or an own name together with a uri");
    assertRefused(
        "name: mine, uri: 'file:/m.onnx'",
        "scoring.text.encoder.uri = file:/m.onnx,"
            + " expected a .zip with an .onnx file and tokenizer.json");
    assertRefused(
        "name: mine, uri: 'file:/m.zip', sha256: abc",
        "scoring.text.encoder.sha256 = abc, expected 64 hexadecimal digits");
    assertRefused(
        "uri: 'file:/m.zip'",
        "scoring.text.encoder.uri = file:/m.zip, expected none, since minilm-int8 is built in");
    assertRefused("device: tpu", "scoring.text.encoder.device = tpu, expected auto, cpu or gpu:N");
    assertRefused("max-tokens: 4", "scoring.text.encoder.max-tokens = 4, expected 8 to 16384");
    assertRefused(
        "max-characters: 0", "scoring.text.encoder.max-characters = 0, expected at least 100");
    assertRefused("version: ''", "scoring.text.encoder.version = , expected a version");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private static EncoderConfig read(String yaml) {
    return ConfigFile.parse("test", "scoring: {" + yaml + "}")
        .section("scoring", EncoderConfig.defaults());
  }
}
