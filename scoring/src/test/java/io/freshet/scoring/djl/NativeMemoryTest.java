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
import io.freshet.scoring.inference.ResidentMemory;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.onnx.OnnxModels;
import io.freshet.scoring.onnx.TorchScriptFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That calls give back what they take natively, seen in two ways: by the arrays that the engines
 * hold, and by the resident memory of the process. Each way is shown to see a leak.
 */
class NativeMemoryTest {
  private static final int WIDTH = 256;
  private static final int ROWS = 16;

  /** Of a call: its input and its output. */
  private static final long BYTES = 2L * ROWS * WIDTH * Float.BYTES;

  private static final int CALLS = 10_000;

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
      for (int i = 0; i < 1000; i++) {
        run(first, "x", WIDTH);
        run(second, "x", 2);
      }
      assertThat(arraysHeld(Engines.onnxRuntime())).isEqualTo(onnxArrays);
      assertThat(arraysHeld(Engines.pyTorch())).isEqualTo(torchArrays);
    }
  }

  @Test
  void staysResidentAtALevel() throws ModelException {
    Path onnx = OnnxModels.identity(WIDTH).write(folder.resolve("m.onnx"));
    try (TensorSession session = OnnxSession.open("m", onnx, Device.cpu())) {
      for (int i = 0; i < CALLS; i++) {
        run(session, "x", WIDTH);
      }
      long before = settled();
      for (int i = 0; i < CALLS; i++) {
        run(session, "x", WIDTH);
      }
      assertThat(settled() - before).isLessThan(CALLS * BYTES / 4);
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
      leak(model, staysOpen);
      int arrays = arraysHeld(engine);
      long before = settled();
      leak(model, staysOpen);
      assertThat(arraysHeld(engine) - arrays).isEqualTo(2 * CALLS);
      assertThat(settled() - before).isGreaterThan(CALLS * BYTES / 2);
    }
  }

  /** The first time it may be given pages that the process has to spare. */
  private static void leak(ai.djl.Model model, NDManager staysOpen) {
    for (int i = 0; i < CALLS; i++) {
      NDArray x = staysOpen.create(new float[ROWS * WIDTH], new Shape(ROWS, WIDTH));
      model.getBlock().forward(new ParameterStore(staysOpen, false), new NDList(x), false);
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

  /** Resident bytes without what waits for the collector. */
  private static long settled() {
    System.gc();
    return ResidentMemory.bytes();
  }
}
