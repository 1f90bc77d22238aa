package io.freshet.learner;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A model view as few large byte arrays: rows in the wire format, each after its length. The wire
 * format names the schema, so an old view is read by a newer version.
 */
public final class RowChunks {
  private static final int CHUNK = 1 << 20;

  private final RecordCodec<ParameterRow> codec = RecordCodec.of(ParameterRow.class);
  private final List<byte[]> chunks = new ArrayList<>();
  private ByteArrayOutputStream current = new ByteArrayOutputStream();

  public void add(ParameterRow row) {
    byte[] bytes = codec.encode(row);
    try {
      DataOutputStream out = new DataOutputStream(current);
      out.writeInt(bytes.length);
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (current.size() >= CHUNK) {
      cut();
    }
  }

  /** All rows that were added. */
  public List<byte[]> chunks() {
    if (current.size() > 0) {
      cut();
    }
    return chunks;
  }

  /** Hands the rows of one chunk to a consumer, in the order in which they were added. */
  public void read(byte[] chunk, Consumer<ParameterRow> consumer) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk));
    while (in.available() > 0) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      try {
        consumer.accept(codec.decode(bytes));
      } catch (MalformedRecordException e) {
        throw new IOException("a row of the restored view: " + e.getMessage(), e);
      }
    }
  }

  private void cut() {
    chunks.add(current.toByteArray());
    current = new ByteArrayOutputStream();
  }
}
