package io.freshet.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Encodes and decodes one record type in Avro single-object encoding: the bytes C3 01, the
 * CRC-64-AVRO fingerprint of the writer's schema (8 bytes, little-endian), then the Avro binary
 * body (Avro specification 1.11, "Single-object encoding").
 *
 * <p>Avro's own message classes do the same at three times the cost: this one uses the coders that
 * are generated into the records, and a decoder of its own that checks lengths as it goes.
 *
 * <p>Thread-safe.
 */
public final class RecordCodec<T extends SpecificRecordBase> {
  private static final short MARKER = (short) 0xC301;

  /** The marker and the fingerprint. */
  private static final int HEADER = 10;

  private final Class<T> type;
  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private final Map<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();
  private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

  private RecordCodec(Class<T> type) {
    this.type = type;
    SpecificData data = SpecificData.getForClass(type);
    data.setCustomCoders(true);
    Schema schema = data.getSchema(type);
    this.header = header(schema);
    this.writer = new SpecificDatumWriter<>(schema, data);
    addReader(schema, schema, data);
    SchemaVersions.of(type.getSimpleName()).forEach(version -> addReader(version, schema, data));
  }

  public static <T extends SpecificRecordBase> RecordCodec<T> of(Class<T> type) {
    return new RecordCodec<>(type);
  }

  public byte[] encode(T value) {
    Buffer buffer = buffers.get();
    buffer.reset();
    try {
      buffer.write(header);
      writer.write(value, buffer.encoder);
      buffer.encoder.flush();
      return buffer.toByteArray();
    } catch (IOException | RuntimeException e) {
      buffers.remove();
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
      DatumReader<T> reader = reader(bytes);
      ByteArrayDecoder decoder = new ByteArrayDecoder(bytes, HEADER);
      T value = reader.read(null, decoder);
      decoder.requireEnd();
      return value;
    } catch (IOException | RuntimeException e) {
      throw new MalformedRecordException(
          "not a readable " + type.getSimpleName() + " (" + bytes.length + " bytes): " + e, e);
    }
  }

  private DatumReader<T> reader(byte[] bytes) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || head.getShort() != MARKER) {
      throw new IOException(
          "no single-object encoding: it does not begin with C3 01 and a fingerprint");
    }
    long fingerprint = head.order(ByteOrder.LITTLE_ENDIAN).getLong();
    DatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw new IOException("unknown schema " + Long.toHexString(fingerprint));
    }
    return reader;
  }

  private void addReader(Schema written, Schema schema, SpecificData data) {
    readers.putIfAbsent(
        SchemaNormalization.parsingFingerprint64(written),
        new SpecificDatumReader<>(written, schema, data));
  }

  private static byte[] header(Schema schema) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).putShort(MARKER).order(ByteOrder.LITTLE_ENDIAN);
    return header.putLong(SchemaNormalization.parsingFingerprint64(schema)).array();
  }

  /** What one thread encodes into. */
  private static final class Buffer extends ByteArrayOutputStream {
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(this, null);
  }
}
