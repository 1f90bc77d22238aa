package io.freshet.scoring.onnx;

import java.util.List;
import java.util.Map;

/** Small models for tests and examples. */
public final class OnnxModels {
  private OnnxModels() {}

  /**
   * Softmax regression: {@code features: float32[?, inputs]} to {@code probabilities: float32[?,
   * classes]}.
   *
   * @param weights per input, one per class
   * @param bias per class
   */
  public static OnnxGraph softmax(float[][] weights, float[] bias) {
    int inputs = weights.length;
    int classes = bias.length;
    return new OnnxGraph("softmax")
        .input("features", OnnxGraph.FLOAT, -1, inputs)
        .constant("weights", flat(weights), inputs, classes)
        .constant("bias", bias, classes)
        .node("MatMul", List.of("features", "weights"), "products")
        .node("Add", List.of("products", "bias"), "logits")
        .node("Softmax", List.of("logits"), "probabilities", Map.of("axis", 1L))
        .output("probabilities", OnnxGraph.FLOAT, -1, classes);
  }

  /** Gives back what it gets: {@code x} to {@code y}, both float32[?, width]. */
  public static OnnxGraph identity(int width) {
    return new OnnxGraph("identity")
        .input("x", OnnxGraph.FLOAT, -1, width)
        .node("Identity", List.of("x"), "y")
        .output("y", OnnxGraph.FLOAT, -1, width);
  }

  /**
   * A text model over tokens: the mean of the rows of a table at {@code input_ids} where {@code
   * attention_mask} is 1 (both int64[?, ?]), as {@code embedding: float32[?, width]}.
   *
   * @param table one row per token
   */
  public static OnnxGraph meanOfTokens(float[][] table) {
    int width = table[0].length;
    return new OnnxGraph("mean-of-tokens")
        .input("input_ids", OnnxGraph.INT64, -1, -1)
        .input("attention_mask", OnnxGraph.INT64, -1, -1)
        .constant("table", flat(table), table.length, width)
        .constant("one", new long[] {1}, 1)
        .constant("two", new long[] {2}, 1)
        .node("Gather", List.of("table", "input_ids"), "rows", Map.of("axis", 0L))
        .node("Cast", List.of("attention_mask"), "mask", Map.of("to", (long) OnnxGraph.FLOAT))
        .node("Unsqueeze", List.of("mask", "two"), "weights")
        .node("Mul", List.of("rows", "weights"), "weighted")
        .node("ReduceSum", List.of("weighted", "one"), "sum", Map.of("keepdims", 0L))
        .node("ReduceSum", List.of("weights", "one"), "count", Map.of("keepdims", 0L))
        .node("Div", List.of("sum", "count"), "embedding")
        .output("embedding", OnnxGraph.FLOAT, -1, width);
  }

  /**
   * An image model: the mean of each channel of {@code pixels: float32[?, channels, ?, ?]}, as
   * {@code means: float32[?, channels]}.
   */
  public static OnnxGraph channelMeans(int channels) {
    return new OnnxGraph("channel-means")
        .input("pixels", OnnxGraph.FLOAT, -1, channels, -1, -1)
        .node(
            "ReduceMean",
            List.of("pixels"),
            "means",
            Map.of("axes", new long[] {2, 3}, "keepdims", 0L))
        .output("means", OnnxGraph.FLOAT, -1, channels);
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, flat, r * rows[0].length, rows[0].length);
    }
    return flat;
  }
}
