package io.freshet.scoring.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Encoders that come with the program. */
public enum BuiltInEncoder {
  /** English, 384 dimensions, int8 weights: four times as fast on a CPU as the same in fp32. */
  MINILM_INT8(
      "minilm-int8", "all-MiniLM-L6-v2-int8", "classpath:all-minilm-l6-v2-q.onnx", Pooling.MEAN),
  /** English, 384 dimensions. */
  MINILM_FP32("minilm-fp32", "all-MiniLM-L6-v2", "classpath:all-minilm-l6-v2.onnx", Pooling.MEAN),
  /** Chinese, 512 dimensions, int8 weights. */
  BGE_SMALL_ZH(
      "bge-small-zh", "bge-small-zh-v1.5-int8", "classpath:bge-small-zh-v1.5-q.onnx", Pooling.CLS);

  private final String label;
  private final String model;
  private final String uri;
  private final Pooling pooling;

  BuiltInEncoder(String label, String model, String uri, Pooling pooling) {
    this.label = label;
    this.model = model;
    this.uri = uri;
    this.pooling = pooling;
  }

  /** By the name that configurations use. */
  public static Optional<BuiltInEncoder> named(String label) {
    return Arrays.stream(values()).filter(encoder -> encoder.label.equals(label)).findFirst();
  }

  /** By the name of the model. */
  public static Optional<BuiltInEncoder> ofModel(String model) {
    return Arrays.stream(values()).filter(encoder -> encoder.model.equals(model)).findFirst();
  }

  /** The names that configurations use. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(encoder -> encoder.label).toList();
  }

  String model() {
    return model;
  }

  String uri() {
    return uri;
  }

  Pooling pooling() {
    return pooling;
  }
}
