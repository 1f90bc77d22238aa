package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.onnx.OnnxGraph;
import io.freshet.scoring.onnx.OnnxModels;
import io.freshet.scoring.onnx.TorchScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
  private static final long LIMIT = 1 << 26;

  @TempDir Path folder;

  @Test
  void tellsTheEngineFromTheContent() throws ModelException {
    Path torch = TorchScriptFile.softmax(folder.resolve("a.model"));
    Path onnx = OnnxModels.identity(2).write(folder.resolve("b.model"));
    try (TensorSession session = open(torch)) {
      assertThat(session.run(input("x", 1, 2))).containsOnlyKeys("output-0");
    }
    try (TensorSession session = open(onnx)) {
      assertThat(session.run(input("x", 1, 2))).containsOnlyKeys("y");
    }
  }

  @Test
  void loadsNewWeightsForANewVersionOnly() throws Exception {
    Path file = OnnxModels.identity(2).write(folder.resolve("model.onnx"));
    try (TensorSession first = open(file, "1")) {
      OnnxModels.identity(3).write(file);
      try (TensorSession second = open(file, "1");
          TensorSession third = open(file, "2")) {
        assertThat(second.inputs()).isEqualTo(first.inputs());
        assertThat(third.inputs()).isNotEqualTo(first.inputs());
      }
      assertThat(first.run(input("x", 1, 2)).get("y").floats()).containsExactly(1, 2);
    }
    try (TensorSession again = open(file, "1")) {
      assertThat(again.inputs().get(0).shape()).containsExactly(-1, 3);
    }
  }

  @Test
  void refusesASessionThatWasClosedThoughOthersGoOn() throws ModelException {
    Path file = OnnxModels.identity(2).write(folder.resolve("model.onnx"));
    try (TensorSession one = open(file);
        TensorSession other = open(file)) {
      one.close();
      assertThatThrownBy(() -> one.run(input("x", 1, 2))).isInstanceOf(IllegalStateException.class);
      assertThat(other.run(input("x", 1, 2)).get("y").floats()).containsExactly(1, 2);
    }
  }

  @Test
  void loadsAfterAFailure() throws Exception {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no model");
    assertThatThrownBy(() -> open(file)).isInstanceOf(ModelException.class);
    OnnxModels.identity(2).write(file);
    try (TensorSession session = open(file)) {
      assertThat(session.run(input("x", 1, 2)).get("y").floats()).containsExactly(1, 2);
    }
  }

  @Test
  void answersThreadsAtOnceRightly() throws Exception {
    for (Path file :
        List.of(
            OnnxModels.softmax(new float[][] {{1, 0.5f}, {-1, 2}}, new float[] {0.25f, 0})
                .write(folder.resolve("m.onnx")),
            TorchScriptFile.softmax(folder.resolve("m.pt")))) {
      try (TensorSession session = open(file)) {
        List<Future<Integer>> threads = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
          int seed = t;
          threads.add(executor.submit(() -> countRight(session, seed)));
        }
        for (Future<Integer> thread : threads) {
          assertThat(thread.get()).isEqualTo(1500);
        }
        executor.shutdown();
      }
    }
  }

  /**
   * Each call takes long beside a close. If closing freed the weights at once, the calls under way
   * would read freed memory and end the process.
   */
  @Test
  void mayBeClosedWhileCallsAreUnderWay() throws Exception {
    Path file = slow().write(folder.resolve("slow.onnx"));
    for (int round = 0; round < 20; round++) {
      TensorSession session = open(file, "round " + round);
      CountDownLatch underWay = new CountDownLatch(2);
      AtomicInteger answers = new AtomicInteger();
      ExecutorService executor = Executors.newFixedThreadPool(2);
      List<Future<?>> callers = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        callers.add(executor.submit(() -> callUntilClosed(session, underWay, answers)));
      }
      underWay.await();
      session.close();
      for (Future<?> caller : callers) {
        caller.get();
      }
      executor.shutdown();
      assertThat(answers.get()).isGreaterThanOrEqualTo(2);
    }
  }

  private static void callUntilClosed(
      TensorSession session, CountDownLatch underWay, AtomicInteger answers) {
    float[] ones = new float[64 * 256];
    Arrays.fill(ones, 1);
    try {
      while (true) {
        Map<String, Tensor> out = session.run(Map.of("x", Tensor.of(ones, 64, 256)));
        assertThat(out.get("y").floats()).containsOnly(1);
        answers.incrementAndGet();
        underWay.countDown();
      }
    } catch (IllegalStateException closed) {
      assertThat(closed).hasMessageContaining("given back");
    } catch (ModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int countRight(TensorSession session, int seed) throws ModelException {
    String name = session.inputs().get(0).name();
    int right = 0;
    for (int i = 0; i < 1500; i++) {
      float a = (seed * 31 + i) % 17 - 8;
      float b = (seed * 7 + i) % 13 - 6;
      float[] out = session.run(input(name, a, b)).values().iterator().next().floats();
      double one = a - b + 0.25;
      double two = 0.5 * a + 2 * b;
      right += Math.abs(out[0] - 1 / (1 + Math.exp(two - one))) < 1e-5 ? 1 : 0;
    }
    return right;
  }

  /** Products with the identity matrix, one after another: gives back what it gets. */
  private static OnnxGraph slow() {
    float[] identity = new float[256 * 256];
    IntStream.range(0, 256).forEach(i -> identity[i * 257] = 1);
    OnnxGraph graph =
        new OnnxGraph("slow")
            .input("x", OnnxGraph.FLOAT, -1, 256)
            .constant("identity", identity, 256, 256);
    String last = "x";
    for (int layer = 0; layer < 12; layer++) {
      graph.node("MatMul", List.of(last, "identity"), "h" + layer);
      last = "h" + layer;
    }
    return graph.node("Identity", List.of(last), "y").output("y", OnnxGraph.FLOAT, -1, 256);
  }

  private TensorSession open(Path file) throws ModelException {
    return open(file, "1");
  }

  private TensorSession open(Path file, String version) throws ModelException {
    ModelSource source = new ModelSource("role", "toy", version, file.toString(), "");
    return SharedModels.open(source, DeviceChoice.CPU, LIMIT);
  }

  private static Map<String, Tensor> input(String name, float... row) {
    return Map.of(name, Tensor.of(row, 1, row.length));
  }
}
