package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import io.freshet.scoring.onnx.OnnxGraph;
import io.freshet.scoring.onnx.OnnxModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxSessionTest {
  private static final float[][] WEIGHTS = {{1, 0.5f}, {-1, 2}};
  private static final float[] BIAS = {0.25f, 0};

  @TempDir Path folder;

  @Test
  void tellsItsInputsAndOutputs() throws ModelException {
    try (TensorSession session = open(OnnxModels.softmax(WEIGHTS, BIAS))) {
      assertThat(session.inputs())
          .containsExactly(new TensorSpec("features", TensorType.FLOAT32, new long[] {-1, 2}));
      assertThat(session.outputs())
          .containsExactly(new TensorSpec("probabilities", TensorType.FLOAT32, new long[] {-1, 2}));
      assertThat(session.device()).isEqualTo("cpu");
    }
  }

  @Test
  void answersABatch() throws ModelException {
    try (TensorSession session = open(OnnxModels.softmax(WEIGHTS, BIAS))) {
      Tensor out =
          session
              .run(Map.of("features", Tensor.of(new float[] {1, 2, 0, -1}, 2, 2)))
              .get("probabilities");
      assertThat(out.shape()).containsExactly(2, 2);
      double first = 1 / (1 + Math.exp(4.5 - -0.75));
      double second = 1 / (1 + Math.exp(-2 - 1.25));
      assertThat(out.floats()[0]).isCloseTo((float) first, within(1e-6f));
      assertThat(out.floats()[2]).isCloseTo((float) second, within(1e-6f));
    }
  }

  @Test
  void takesTokensByName() throws ModelException {
    try (TensorSession session =
        open(OnnxModels.meanOfTokens(new float[][] {{0, 0}, {1, 2}, {3, 6}}))) {
      Map<String, Tensor> out =
          session.run(
              Map.of(
                  "attention_mask", Tensor.of(new long[] {1, 1, 0, 1, 0, 0}, 2, 3),
                  "input_ids", Tensor.of(new long[] {1, 2, 2, 2, 0, 0}, 2, 3)));
      assertThat(out.get("embedding").floats()).containsExactly(2, 4, 3, 6);
    }
  }

  @Test
  void averagesChannels() throws ModelException {
    try (TensorSession session = open(OnnxModels.channelMeans(2))) {
      Map<String, Tensor> out =
          session.run(
              Map.of("pixels", Tensor.of(new float[] {1, 2, 3, 6, 5, 7, 5, 7}, 1, 2, 2, 2)));
      assertThat(out.get("means").floats()).containsExactly(3, 6);
    }
  }

  @Test
  void namesTheTensorThatDoesNotFit() throws ModelException {
    try (TensorSession session = open(OnnxModels.softmax(WEIGHTS, BIAS))) {
      assertThatThrownBy(() -> session.run(Map.of()))
          .isInstanceOf(ModelException.class)
          .hasMessage("model test expects input features: float32[?, 2], got none");
      assertThatThrownBy(
              () -> session.run(Map.of("features", Tensor.of(new float[] {1, 2, 3}, 1, 3))))
          .hasMessage("model test expects input features: float32[?, 2], got float32[1, 3]");
      assertThatThrownBy(() -> session.run(Map.of("features", Tensor.of(new long[] {1, 2}, 1, 2))))
          .hasMessage("model test expects input features: float32[?, 2], got int64[1, 2]");
      Tensor right = Tensor.of(new float[] {1, 2}, 1, 2);
      assertThatThrownBy(() -> session.run(Map.of("features", right, "more", right)))
          .hasMessage("model test has no input [more], expected [features: float32[?, 2]]");
    }
  }

  @Test
  void saysWhatTheEngineSaysOfAFailedRun() throws ModelException {
    try (TensorSession session = open(OnnxModels.meanOfTokens(new float[][] {{0}, {1}}))) {
      Map<String, Tensor> unknownToken =
          Map.of(
              "attention_mask", Tensor.of(new long[] {1}, 1, 1),
              "input_ids", Tensor.of(new long[] {7}, 1, 1));
      assertThatThrownBy(() -> session.run(unknownToken))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("model test failed: ")
          .hasMessageContaining("Gather");
    }
  }

  @Test
  void refusesAFileThatIsNoModel() throws Exception {
    Path file = Files.writeString(folder.resolve("no.onnx"), "no model");
    assertThatThrownBy(() -> OnnxSession.open("test", file, Device.cpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model test: ONNX Runtime cannot load it: ");
  }

  @Test
  void refusesCallsOnceClosed() throws ModelException {
    TensorSession session = open(OnnxModels.identity(1));
    session.close();
    session.close();
    assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new float[] {1}, 1, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model test is closed");
  }

  @Test
  void leavesOutOutputsOfOtherTypes() throws ModelException {
    OnnxGraph graph =
        OnnxModels.identity(1)
            .node("Cast", List.of("x"), "z", Map.of("to", (long) OnnxGraph.DOUBLE))
            .output("z", OnnxGraph.DOUBLE, -1, 1);
    try (TensorSession session = open(graph)) {
      assertThat(session.outputs().get(1).type()).isEqualTo(TensorType.FLOAT64);
      assertThat(session.run(Map.of("x", Tensor.of(new float[] {1}, 1, 1)))).containsOnlyKeys("y");
    }
  }

  private TensorSession open(OnnxGraph graph) throws ModelException {
    return OnnxSession.open("test", graph.write(folder.resolve("model.onnx")), Device.cpu());
  }
}
