package io.freshet.scoring.configured;

import io.freshet.scoring.onnx.OnnxGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The model files that the documentation's examples are about. */
public final class ExampleModels {
  private ExampleModels() {}

  /**
   * Two inputs, {@code features} (age, balance) and {@code usage} (logins): the logit of staying is
   * w·logins, that of leaving is age − balance.
   */
  public static OnnxGraph churn(float weight) {
    return new OnnxGraph("churn")
        .input("features", OnnxGraph.FLOAT, -1, 2)
        .input("usage", OnnxGraph.FLOAT, -1, 1)
        .constant("of-features", new float[] {0, 1, 0, -1}, 2, 2)
        .constant("of-usage", new float[] {weight, 0}, 1, 2)
        .node("MatMul", List.of("features", "of-features"), "leaves")
        .node("MatMul", List.of("usage", "of-usage"), "stays")
        .node("Add", List.of("leaves", "stays"), "logits")
        .output("logits", OnnxGraph.FLOAT, -1, 2);
  }

  /** The mean of all pixels of {@code pixels: float32[?, 3, size, size]}, as a score. */
  public static OnnxGraph daylight(int size) {
    return new OnnxGraph("daylight")
        .input("pixels", OnnxGraph.FLOAT, -1, 3, size, size)
        .node(
            "ReduceMean",
            List.of("pixels"),
            "brightness",
            Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0L))
        .output("brightness", OnnxGraph.FLOAT, -1);
  }

  /** One minus x, as its logarithm: of 1 it is no finite number. */
  public static OnnxGraph infiniteOfOne() {
    return new OnnxGraph("infinite")
        .input("x", OnnxGraph.FLOAT, -1, 1)
        .constant("one", new float[] {1}, 1)
        .node("Sub", List.of("one", "x"), "rest")
        .node("Log", List.of("rest"), "y")
        .output("y", OnnxGraph.FLOAT, -1, 1);
  }

  /** Twice the number, one at a time: a batch of 1 is fixed. */
  public static OnnxGraph doubledOneByOne() {
    return new OnnxGraph("doubled")
        .input("x", OnnxGraph.FLOAT, 1, 1)
        .node("Add", List.of("x", "x"), "y")
        .output("y", OnnxGraph.FLOAT, 1, 1);
  }

  /** The sum of {@code a: float32[?, 1]} and {@code b: float32[?]}. */
  public static OnnxGraph sumOfTwo() {
    return new OnnxGraph("sum")
        .input("a", OnnxGraph.FLOAT, -1, 1)
        .input("b", OnnxGraph.FLOAT, -1)
        .constant("one", new long[] {1}, 1)
        .node("Unsqueeze", List.of("b", "one"), "column")
        .node("Add", List.of("a", "column"), "y")
        .output("y", OnnxGraph.FLOAT, -1, 1);
  }

  public static String sha256(Path file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
