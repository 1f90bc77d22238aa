package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last few texts that were added, by their {@link StableHash}: 8 bytes each, a membership test
 * scans all of them (0.1 µs for 500). Mutable; owned by the state that it is part of.
 */
final class HashRing {
  private static final int FIRST_CAPACITY = 8;

  private long[] hashes = new long[0];
  private int size;
  private int oldest;

  static HashRing read(DataInput in) throws IOException {
    HashRing ring = new HashRing();
    ring.size = in.readInt();
    ring.oldest = in.readInt();
    ring.hashes = new long[ring.size];
    for (int i = 0; i < ring.size; i++) {
      ring.hashes[i] = in.readLong();
    }
    return ring;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(oldest);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
    }
  }

  boolean contains(String text) {
    return contains(StableHash.of(text));
  }

  /** Adds a text that is not in it yet; beyond the bound the oldest gives way. */
  void add(String text, int bound) {
    long hash = StableHash.of(text);
    if (bound == 0 || contains(hash)) {
      return;
    }
    if (size < bound) {
      append(hash, bound);
    } else {
      oldest = oldest % size;
      hashes[oldest++] = hash;
    }
  }

  HashRing copy() {
    HashRing copy = new HashRing();
    copy.hashes = hashes.clone();
    copy.size = size;
    copy.oldest = oldest;
    return copy;
  }

  int size() {
    return size;
  }

  private void append(long hash, int bound) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(bound, Math.max(FIRST_CAPACITY, 2 * size)));
    }
    hashes[size++] = hash;
  }

  private boolean contains(long hash) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }
}
