package io.freshet.scoring.inference;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a model says of one of its inputs or outputs.
 *
 * @param name by which it is passed
 * @param type of its elements; UNKNOWN where the file does not tell
 * @param shape one length per dimension, -1 for those that are free; empty for a scalar, and where
 *     the type is UNKNOWN
 */
public record TensorSpec(String name, TensorType type, long[] shape) {
  public TensorSpec {
    shape = shape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** Whether a tensor of this shape fits: as many dimensions, and each of the length told. */
  public boolean accepts(long[] given) {
    if (type == TensorType.UNKNOWN) {
      return true;
    }
    if (given.length != shape.length) {
      return false;
    }
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] >= 0 && shape[d] != given[d]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorSpec
        && name.equals(((TensorSpec) other).name)
        && type == ((TensorSpec) other).type
        && Arrays.equals(shape, ((TensorSpec) other).shape);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  /** Such as {@code input_ids: int64[?, ?]}. */
  @Override
  public String toString() {
    return name + ": " + type + (type == TensorType.UNKNOWN ? "" : shapeText(shape));
  }

  /** Such as {@code [?, 384]}. */
  static String shapeText(long[] shape) {
    return LongStream.of(shape)
        .mapToObj(length -> length < 0 ? "?" : Long.toString(length))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
