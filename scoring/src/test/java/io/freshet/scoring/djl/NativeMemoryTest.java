package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.onnx.OnnxModels;
import io.freshet.scoring.onnx.TorchScriptFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That calls give back what they take natively, seen by the arrays that the engines hold. Resident
 * memory over millions of calls is what {@code freshet bench leak} shows, in a process of its own.
 */
class NativeMemoryTest {
  private static final int WIDTH = 256;
  private static final int ROWS = 16;

  private static final int CALLS = 1000;

  @TempDir Path folder;

  @Test
  void holdsAsManyArraysAfterCallsAsBefore() throws ModelException {
    Path onnx = OnnxModels.identity(WIDTH).write(folder.resolve("m.onnx"));
    Path torch = TorchScriptFile.softmax(folder.resolve("m.pt"));
    try (TensorSession first = OnnxSession.open("m", onnx, Device.cpu());
        TensorSession second = TorchSession.open("m", torch, Device.cpu())) {
      run(first, "x", WIDTH);
      run(second, "x", 2);
      int onnxArrays = arraysHeld(Engines.onnxRuntime());
      int torchArrays = arraysHeld(Engines.pyTorch());
      for (int i = 0; i < CALLS; i++) {
        run(first, "x", WIDTH);
        run(second, "x", 2);
      }
      assertThat(arraysHeld(Engines.onnxRuntime())).isEqualTo(onnxArrays);
      assertThat(arraysHeld(Engines.pyTorch())).isEqualTo(torchArrays);
    }
  }

  /** The control experiment: calls whose arrays belong to a manager that stays open. */
  @Test
  void wouldSeeALeak() throws Exception {
    Path onnx = OnnxModels.identity(WIDTH).write(folder.resolve("m.onnx"));
    Engine engine = Engines.onnxRuntime();
    try (NDManager staysOpen = engine.newBaseManager();
        ai.djl.Model model = engine.newModel("m", Device.cpu())) {
      model.load(onnx);
      int arrays = arraysHeld(engine);
      for (int i = 0; i < CALLS; i++) {
        NDArray x = staysOpen.create(new float[ROWS * WIDTH], new Shape(ROWS, WIDTH));
        model.getBlock().forward(new ParameterStore(staysOpen, false), new NDList(x), false);
      }
      assertThat(arraysHeld(engine) - arrays).isEqualTo(2 * CALLS);
    }
  }

  private static void run(TensorSession session, String name, int width) throws ModelException {
    session.run(Map.of(name, Tensor.of(new float[ROWS * width], ROWS, width)));
  }

  private static int arraysHeld(Engine engine) {
    try (NDManager manager = engine.newBaseManager()) {
      return manager.getParentManager().getManagedArrays().size();
    }
  }
}
