package io.freshet.schemas.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
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
  private final Class<T> type;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private RecordCodec(Class<T> type) {
    this.type = type;
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    this.encoder = new BinaryMessageEncoder<>(data, schema);
    this.decoder = new BinaryMessageDecoder<>(data, schema);
    SchemaVersions.of(type.getSimpleName()).forEach(decoder::addSchema);
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
   * @throws MalformedRecordException when the bytes are cut off, of an unknown schema, or no
   *     single-object encoding
   */
  public T decode(byte[] bytes) throws MalformedRecordException {
    try {
      return decoder.decode(bytes);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new MalformedRecordException(
          "not a readable " + type.getSimpleName() + " (" + bytes.length + " bytes): " + e, e);
    }
  }
}
