package io.freshet.scoring.inference;

/**
 * The values of one input or output for a batch, row by row. Neither the values nor the shape are
 * copied: whoever makes a tensor leaves them alone while it is used.
 */
public final class Tensor {
  private final TensorType type;
  private final long[] shape;
  private final float[] floats;
  private final long[] longs;

  private Tensor(TensorType type, float[] floats, long[] longs, long[] shape) {
    this.type = type;
    this.floats = floats;
    this.longs = longs;
    this.shape = shape;
    int values = type == TensorType.FLOAT32 ? floats.length : longs.length;
    if (size(shape) != values) {
      throw new IllegalArgumentException(
          values + " values for a tensor of shape " + TensorSpec.shapeText(shape));
    }
  }

  /**
   * @param shape lengths, outermost first; their product is the number of values
   */
  public static Tensor of(float[] values, long... shape) {
    return new Tensor(TensorType.FLOAT32, values, new long[0], shape);
  }

  /**
   * @param shape lengths, outermost first; their product is the number of values
   */
  public static Tensor of(long[] values, long... shape) {
    return new Tensor(TensorType.INT64, new float[0], values, shape);
  }

  /** FLOAT32 or INT64. */
  public TensorType type() {
    return type;
  }

  public long[] shape() {
    return shape;
  }

  /** The values of a FLOAT32 tensor. */
  public float[] floats() {
    require(TensorType.FLOAT32);
    return floats;
  }

  /** The values of an INT64 tensor. */
  public long[] longs() {
    require(TensorType.INT64);
    return longs;
  }

  /** Such as {@code int64[32, 20]}. */
  @Override
  public String toString() {
    return type + TensorSpec.shapeText(shape);
  }

  private void require(TensorType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("a tensor of " + type + ", not of " + wanted);
    }
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long length : shape) {
      size *= length;
    }
    return size;
  }
}
