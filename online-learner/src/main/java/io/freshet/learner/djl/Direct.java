package io.freshet.learner.djl;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats on their way between Java arrays and native memory. */
final class Direct {
  private Direct() {}

  /** A buffer that native code reads without a copy. */
  static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Float.BYTES * count)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Copies all of an array of floats. */
  static void read(NDArray array, float[] into) {
    read(array, into, 0);
  }

  static void read(NDArray array, float[] into, int offset) {
    array
        .toByteBuffer(true)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .get(into, offset, (int) array.size());
  }
}
