package io.freshet.schemas.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding from an array. It believes no length and no count before it has seen
 * that many bytes: Avro's own decoder would allocate gigabytes for a broken one. Strings are built
 * straight from the array.
 */
final class ByteArrayDecoder extends Decoder {
  private static final int MAX_VARINT_BYTES = 10;

  private final byte[] bytes;
  private int position;

  ByteArrayDecoder(byte[] bytes, int start) {
    this.bytes = bytes;
    this.position = start;
  }

  /** Fails unless everything was read. */
  void requireEnd() throws IOException {
    if (remaining() > 0) {
      throw new IOException(remaining() + " bytes after the end of the record");
    }
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return bytes[take(1)] == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("number " + value + " before byte " + position + " is no int");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      byte next = bytes[take(1)];
      value |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IOException("number of more than 10 bytes at byte " + position);
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(littleEndian(Double.BYTES));
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public void skipString() throws IOException {
    take(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = length();
    byte[] copy = new byte[length];
    readFixed(copy, 0, length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    take(length());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return blockCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return blockCount();
  }

  @Override
  public long mapNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  /** Items of a block; a negative count is followed by the size of the block in bytes. */
  private long blockCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong();
      count = -count;
    }
    return requireRemaining(count);
  }

  /** Skips blocks that tell their size; returns the items of one that does not, or 0 at the end. */
  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      take((int) requireRemaining(readLong()));
      count = readLong();
    }
    return requireRemaining(count);
  }

  private long littleEndian(int size) throws IOException {
    int start = take(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[start + i] & 0xFFL) << (8 * i);
    }
    return value;
  }

  private int length() throws IOException {
    return (int) requireRemaining(readLong());
  }

  /** Moves on and returns where the taken bytes begin. */
  private int take(int length) throws IOException {
    int start = position;
    if (length > remaining()) {
      throw new EOFException(
          "length " + length + " at byte " + start + ", but " + remaining() + " are left");
    }
    position += length;
    return start;
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
