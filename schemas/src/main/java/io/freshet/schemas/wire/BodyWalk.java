package io.freshet.schemas.wire;

import java.io.IOException;
import org.apache.avro.Schema;

/**
 * Walks over an Avro binary body without building it, and fails where it does not fit its bytes.
 * Avro believes a length or count before it has seen that many bytes, so a broken one would
 * allocate gigabytes and end in an OutOfMemoryError.
 */
final class BodyWalk {
  private static final int MAX_VARINT_BYTES = 10;

  private final byte[] bytes;
  private int position;

  private BodyWalk(byte[] bytes, int start) {
    this.bytes = bytes;
    this.position = start;
  }

  /** Fails unless the bytes from {@code start} to the end are one value of the schema. */
  static void check(Schema writer, byte[] bytes, int start) throws IOException {
    BodyWalk walk = new BodyWalk(bytes, start);
    walk.over(writer);
    if (walk.remaining() > 0) {
      throw new IOException(walk.remaining() + " bytes after the end of the record");
    }
  }

  private void over(Schema schema) throws IOException {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> advance(1);
      case FLOAT -> advance(Float.BYTES);
      case DOUBLE -> advance(Double.BYTES);
      case INT, LONG, ENUM -> readLong();
      case STRING, BYTES -> advance(readLong());
      case FIXED -> advance(schema.getFixedSize());
      case UNION -> over(branch(schema));
      case ARRAY -> overBlocks(schema.getElementType(), false);
      case MAP -> overBlocks(schema.getValueType(), true);
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          over(field.schema());
        }
      }
    }
  }

  private Schema branch(Schema union) throws IOException {
    long index = readLong();
    if (index < 0 || index >= union.getTypes().size()) {
      throw new IOException("union branch " + index + " at byte " + position);
    }
    return union.getTypes().get((int) index);
  }

  /** Blocks of items; a negative count is followed by the size of the block in bytes. */
  private void overBlocks(Schema item, boolean keyed) throws IOException {
    for (long count = readLong(); count != 0; count = readLong()) {
      if (count < 0) {
        readLong();
      }
      long items = requireRemaining(Math.abs(count));
      for (long i = 0; i < items; i++) {
        if (keyed) {
          advance(readLong());
        }
        over(item);
      }
    }
  }

  private long readLong() throws IOException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      advance(1);
      byte next = bytes[position - 1];
      value |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IOException("number of more than 10 bytes at byte " + position);
  }

  private void advance(long length) throws IOException {
    position += (int) requireRemaining(length);
  }

  /** A length in bytes, or a count of items, each of which has at least one. */
  private long requireRemaining(long length) throws IOException {
    if (length < 0 || length > remaining()) {
      throw new IOException(
          "length " + length + " at byte " + position + ", but " + remaining() + " are left");
    }
    return length;
  }

  private int remaining() {
    return bytes.length - position;
  }
}
