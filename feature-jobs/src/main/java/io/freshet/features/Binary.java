package io.freshet.features;

import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;

/** The parts that the binary forms of states are made of. */
final class Binary {
  private Binary() {}

  /** Any length, unlike {@link DataOutput#writeUTF}. */
  static void writeString(DataOutput out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String readString(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /**
   * With the fingerprint of its schema, so that a state outlives the schema it was written with.
   */
  static <T extends SpecificRecordBase> void writeRecord(
      DataOutput out, RecordCodec<T> codec, T value) throws IOException {
    writeBytes(out, codec.encode(value));
  }

  static <T extends SpecificRecordBase> T readRecord(DataInput in, RecordCodec<T> codec)
      throws IOException {
    try {
      return codec.decode(readBytes(in));
    } catch (MalformedRecordException e) {
      throw new IOException("state cannot be read: " + e.getMessage(), e);
    }
  }

  /** Refuses a state that a newer version wrote. */
  static void requireVersion(DataInput in, int known, String state) throws IOException {
    int version = in.readUnsignedByte();
    if (version != known) {
      throw new IOException(
          state + " of version " + version + " cannot be read, expected " + known);
    }
  }

  /** The version of a state; refuses one that a newer program wrote. */
  static int readVersion(DataInput in, int newest, String state) throws IOException {
    int version = in.readUnsignedByte();
    if (version < 1 || version > newest) {
      throw new IOException(
          state + " of version " + version + " cannot be read, expected 1 to " + newest);
    }
    return version;
  }

  static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
