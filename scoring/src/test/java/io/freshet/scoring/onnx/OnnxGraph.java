package io.freshet.scoring.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Builds ONNX files: inputs, constants, nodes and outputs, in the format of onnx.proto3. */
public final class OnnxGraph {
  public static final int FLOAT = 1;
  public static final int UINT8 = 2;
  public static final int INT32 = 6;
  public static final int INT64 = 7;
  public static final int STRING = 8;
  public static final int DOUBLE = 11;

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final Protobuf graph = new Protobuf();

  public OnnxGraph(String name) {
    graph.text(2, name);
  }

  /**
   * @param shape lengths, -1 for a free one
   */
  public OnnxGraph input(String name, int type, long... shape) {
    graph.message(11, valueInfo(name, type, shape));
    return this;
  }

  /**
   * @param shape lengths, -1 for a free one
   */
  public OnnxGraph output(String name, int type, long... shape) {
    graph.message(12, valueInfo(name, type, shape));
    return this;
  }

  public OnnxGraph constant(String name, float[] values, long... shape) {
    ByteBuffer raw = Protobuf.littleEndian(Float.BYTES * values.length);
    raw.asFloatBuffer().put(values);
    graph.message(5, tensor(name, FLOAT, raw.array(), shape));
    return this;
  }

  public OnnxGraph constant(String name, long[] values, long... shape) {
    ByteBuffer raw = Protobuf.littleEndian(Long.BYTES * values.length);
    raw.asLongBuffer().put(values);
    graph.message(5, tensor(name, INT64, raw.array(), shape));
    return this;
  }

  public OnnxGraph node(String operator, List<String> inputs, String output) {
    return node(operator, inputs, output, Map.of());
  }

  /**
   * @param attributes Long, Float or long[]
   */
  public OnnxGraph node(
      String operator, List<String> inputs, String output, Map<String, Object> attributes) {
    Protobuf node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
    graph.message(1, node);
    return this;
  }

  public byte[] toBytes() {
    Protobuf opset = new Protobuf().text(1, "").number(2, OPSET);
    return new Protobuf()
        .number(1, IR_VERSION)
        .text(2, "freshet")
        .message(7, graph)
        .message(8, opset)
        .toBytes();
  }

  /** Writes the file. */
  public Path write(Path file) {
    try {
      return Files.write(file, toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Protobuf valueInfo(String name, int type, long[] shape) {
    Protobuf dimensions = new Protobuf();
    for (int d = 0; d < shape.length; d++) {
      Protobuf dimension = new Protobuf();
      if (shape[d] < 0) {
        dimension.text(2, d == 0 ? "batch" : name + "_" + d);
      } else {
        dimension.number(1, shape[d]);
      }
      dimensions.message(1, dimension);
    }
    Protobuf tensorType = new Protobuf().number(1, type).message(2, dimensions);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensorType));
  }

  private static Protobuf tensor(String name, int type, byte[] raw, long[] shape) {
    Protobuf tensor = new Protobuf();
    for (long length : shape) {
      tensor.number(1, length);
    }
    return tensor.number(2, type).text(8, name).bytes(9, raw);
  }

  private static Protobuf attribute(String name, Object value) {
    Protobuf attribute = new Protobuf().text(1, name);
    if (value instanceof Long) {
      return attribute.number(3, (Long) value).number(20, 2);
    }
    if (value instanceof Float) {
      return attribute.real(2, (Float) value).number(20, 1);
    }
    for (long element : (long[]) value) {
      attribute.number(8, element);
    }
    return attribute.number(20, 7);
  }
}
