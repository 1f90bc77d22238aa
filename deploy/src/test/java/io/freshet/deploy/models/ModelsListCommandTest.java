package io.freshet.deploy.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsListCommandTest {
  private static final ModelVersion VERSION =
      new ModelVersion("text-encoder", "minilm", "2", "file:///m.onnx", "", 1_000L);

  private static final String MESSAGE =
      "text-encoder = minilm version 2 from file:///m.onnx because";

  @Test
  void saysWhatBecameOfAVersion() {
    assertThat(listed(alert("model-switched", 2_000)))
        .contains("text-encoder", "minilm", "in use", "1970-01-01T00:00:02Z", "file:///m.onnx")
        .doesNotContain("because");
    assertThat(listed(alert("model-refused", 2_000))).contains("refused", "because");
  }

  @Test
  void anAlertOfAnotherVersionSaysNothing() {
    ModelVersion other =
        new ModelVersion("text-encoder", "minilm", "3", "file:///m.onnx", "", 1_000L);
    assertThat(Swaps.isAbout(alert("model-switched", 1), VERSION)).isTrue();
    assertThat(Swaps.isAbout(alert("model-switched", 1), other)).isFalse();
    assertThat(Swaps.isAbout(alert("too-slow", 1), VERSION)).isFalse();
    StringWriter out = new StringWriter();
    ModelsListCommand.print(new PrintWriter(out), Map.of(VERSION.getRole(), VERSION), Map.of());
    assertThat(out.toString()).contains("not seen yet");
  }

  @Test
  void withoutVersionsTheConfigurationHolds() {
    StringWriter out = new StringWriter();
    ModelsListCommand.print(new PrintWriter(out), Map.of(), Map.of());
    assertThat(out.toString()).contains("those of the configuration");
  }

  private static String listed(Alert alert) {
    StringWriter out = new StringWriter();
    ModelsListCommand.print(
        new PrintWriter(out), Map.of(VERSION.getRole(), VERSION), Map.of(VERSION.getRole(), alert));
    return out.toString();
  }

  private static Alert alert(String reason, long time) {
    return new Alert("scoring-job", "text-encoder", "info", reason, MESSAGE, time);
  }
}
