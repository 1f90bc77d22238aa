package io.freshet.schemas.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Encodes and decodes one record type in Avro single-object encoding: the bytes C3 01, the
 * CRC-64-AVRO fingerprint of the writer's schema (8 bytes, little-endian), then the Avro binary
 * body (Avro specification 1.11, "Single-object encoding").
 *
 * <p>Thread-safe.
 */
public final class RecordCodec<T extends SpecificRecordBase> {
  /** The marker and the fingerprint. */
  private static final int HEADER = 10;

  private final Class<T> type;
  private final SchemaStore.Cache versions = new SchemaStore.Cache();
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private RecordCodec(Class<T> type) {
    this.type = type;
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    this.encoder = new BinaryMessageEncoder<>(data, schema);
    versions.addSchema(schema);
    SchemaVersions.of(type.getSimpleName()).forEach(versions::addSchema);
    this.decoder = new BinaryMessageDecoder<>(data, schema, versions);
  }

  public static <T extends SpecificRecordBase> RecordCodec<T> of(Class<T> type) {
    return new RecordCodec<>(type);
  }

  public byte[] encode(T value) {
    try {
      ByteBuffer buffer = encoder.encode(value);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot encode " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * @throws MalformedRecordException when the bytes are cut off, too long, of an unknown schema, or
   *     no single-object encoding
   */
  public T decode(byte[] bytes) throws MalformedRecordException {
    try {
      checkBody(bytes);
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new MalformedRecordException(
          "not a readable " + type.getSimpleName() + " (" + bytes.length + " bytes): " + e, e);
    }
  }

  private void checkBody(byte[] bytes) throws IOException {
    Schema writer = bytes.length < HEADER ? null : versions.findByFingerprint(fingerprint(bytes));
    if (writer != null) { // otherwise the decoder says what is wrong with the header
      BodyWalk.check(writer, bytes, HEADER);
    }
  }

  private static long fingerprint(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }
}
