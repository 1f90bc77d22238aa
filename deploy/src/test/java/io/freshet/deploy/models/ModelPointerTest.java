package io.freshet.deploy.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPointerTest {
  /** Of the three bytes abc: FIPS 180-4, example of SHA-256. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;

  @Test
  void theChecksumOfAFileHereIsComputed() throws IOException {
    String uri = abc().toUri().toString();
    assertThat(ModelPointer.check(uri, Optional.empty()).sha256()).isEqualTo(ABC);
    assertThat(ModelPointer.check(uri, Optional.of(ABC.toUpperCase(Locale.ROOT))).sha256())
        .isEqualTo(ABC);
  }

  @Test
  void aFileHereThatIsAnotherIsRefused() throws IOException {
    String uri = abc().toUri().toString();
    assertThatThrownBy(() -> ModelPointer.check(uri, Optional.of("0".repeat(64))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--sha256 = 000")
        .hasMessageContaining("which is " + ABC);
  }

  @Test
  void aFileElsewhereNeedsAChecksum() {
    assertThat(ModelPointer.check("file:///not/here.onnx", Optional.of(ABC)).sha256())
        .isEqualTo(ABC);
    for (String uri : new String[] {"file:///not/here.onnx", "https://example.org/m.onnx"}) {
      assertThatThrownBy(() -> ModelPointer.check(uri, Optional.empty()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("--sha256 = nothing, expected the checksum");
    }
  }

  @Test
  void whatTheProgramBringsNeedsNone() {
    assertThat(ModelPointer.check("classpath:model.onnx", Optional.empty()).sha256()).isEmpty();
  }

  @Test
  void namesWhatMakesNoSense() {
    assertThatThrownBy(() -> ModelPointer.check("s3://bucket/m.onnx", Optional.of(ABC)))
        .hasMessage("--uri = s3://bucket/m.onnx, expected classpath:, file:, https: or http:");
    assertThatThrownBy(() -> ModelPointer.check("model.onnx", Optional.of(ABC)))
        .hasMessageContaining("--uri = model.onnx, expected");
    assertThatThrownBy(() -> ModelPointer.check("a b", Optional.of(ABC)))
        .hasMessageContaining("--uri = a b, expected a URI");
    assertThatThrownBy(() -> ModelPointer.check("file:here.onnx", Optional.of(ABC)))
        .hasMessageContaining("expected file:///path");
    assertThatThrownBy(() -> ModelPointer.check("classpath:m.onnx", Optional.of("abc")))
        .hasMessage("--sha256 = abc, expected 64 hexadecimal digits");
  }

  private Path abc() throws IOException {
    return Files.writeString(directory.resolve("abc"), "abc");
  }
}
