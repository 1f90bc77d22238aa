package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.onnx.TorchScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchSessionTest {
  @TempDir Path folder;

  @Test
  void answersABatch() throws ModelException {
    Path file = TorchScriptFile.softmax(folder.resolve("model.pt"));
    try (TensorSession session = TorchSession.open("test", file, Device.cpu())) {
      assertThat(session.inputs()).extracting(TensorSpec::name).containsExactly("x");
      Map<String, Tensor> out =
          session.run(Map.of("x", Tensor.of(new float[] {1, 2, 0, -1}, 2, 2)));
      assertThat(out).containsOnlyKeys("output-0");
      assertThat(out.get("output-0").shape()).containsExactly(2, 2);
      double first = 1 / (1 + Math.exp(4.5 - -0.75));
      double second = 1 / (1 + Math.exp(-2 - 1.25));
      assertThat(out.get("output-0").floats()[0]).isCloseTo((float) first, within(1e-6f));
      assertThat(out.get("output-0").floats()[2]).isCloseTo((float) second, within(1e-6f));
    }
  }

  @Test
  void staysOpenWhenTheCollectorHasRun() throws ModelException {
    Path file = TorchScriptFile.softmax(folder.resolve("model.pt"));
    try (TensorSession session = TorchSession.open("test", file, Device.cpu())) {
      for (int i = 0; i < 5; i++) {
        System.gc();
        System.runFinalization();
        assertThat(session.run(Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2)))).hasSize(1);
      }
    }
  }

  @Test
  void namesOutputsByTheKeysOfADictionary() throws ModelException {
    Path file =
        TorchScriptFile.write(
            folder.resolve("model.pt"),
            """
            def forward(self: __torch__.Net,
              ids: Tensor,
              mask: Tensor) -> Dict[str, Tensor]:
              return {"sum": torch.sum(torch.mul(ids, mask)), "ids": ids}
            """);
    try (TensorSession session = TorchSession.open("test", file, Device.cpu())) {
      Map<String, Tensor> out =
          session.run(
              Map.of(
                  "mask", Tensor.of(new long[] {1, 0}, 1, 2),
                  "ids", Tensor.of(new long[] {5, 7}, 1, 2)));
      assertThat(out.get("sum").longs()).containsExactly(5);
      assertThat(out.get("ids").longs()).containsExactly(5, 7);
    }
  }

  @Test
  void namesTheArgumentThatIsMissing() throws ModelException {
    Path file = TorchScriptFile.softmax(folder.resolve("model.pt"));
    try (TensorSession session = TorchSession.open("test", file, Device.cpu())) {
      assertThatThrownBy(() -> session.run(Map.of("y", Tensor.of(new float[] {1}, 1, 1))))
          .isInstanceOf(ModelException.class)
          .hasMessage("model test expects input x: unknown, got none");
      assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new float[] {1, 2, 3}, 1, 3))))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("model test failed: ")
          .hasMessageContaining("1x3");
    }
  }

  @Test
  void leavesOutArgumentsThatHaveADefault() throws ModelException {
    Path file =
        TorchScriptFile.write(
            folder.resolve("model.pt"),
            """
            def forward(self: __torch__.Net,
              x: Tensor,
              scale: Optional[float]=None) -> Tensor:
              return torch.neg(x)
            """);
    try (TensorSession session = TorchSession.open("test", file, Device.cpu())) {
      Map<String, Tensor> out = session.run(Map.of("x", Tensor.of(new float[] {3}, 1, 1)));
      assertThat(out.get("output-0").floats()).containsExactly(-3);
    }
  }

  @Test
  void refusesArgumentsThatAreNoTensors() {
    Path file =
        TorchScriptFile.write(
            folder.resolve("model.pt"),
            """
            def forward(self: __torch__.Net,
              x: Tensor,
              sizes: Dict[str, Tensor]) -> Tensor:
              return x
            """);
    assertThatThrownBy(() -> TorchSession.open("test", file, Device.cpu()))
        .isInstanceOf(ModelException.class)
        .hasMessage("model test: forward takes sizes: Dict[str, Tensor], expected only tensors");
  }

  @Test
  void refusesAFileThatIsNoModel() throws Exception {
    Path file = Files.writeString(folder.resolve("no.pt"), "no model");
    assertThatThrownBy(() -> TorchSession.open("test", file, Device.cpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model test: no TorchScript file, as torch.jit.save writes: ");
  }
}
