package io.freshet.scoring.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Direct buffers that are used again. A new one per call would be freed only when the collector
 * gets to it; so there are as many as calls have been under way at once.
 */
final class DirectBuffers {
  private static final int SMALLEST = 1 << 12;

  private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  /** A buffer of just this many bytes, for one caller until given back. */
  ByteBuffer take(int bytes) {
    ByteBuffer buffer = free.poll();
    if (buffer == null || buffer.capacity() < bytes) {
      int capacity = Math.max(SMALLEST, bytes + bytes / 2);
      buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(bytes);
    return buffer;
  }

  void give(ByteBuffer buffer) {
    free.add(buffer);
  }
}
