package io.freshet.ingestion.mapping;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Cuts a file into records by bytes, so that a record that cannot be decoded is still known as it
 * was. A line break inside quotes belongs to the record; a quote counts only at the start of a
 * field or inside a quoted one. A record that grows beyond {@value #MAX_BYTES} bytes ends at the
 * next line break whatever its quotes say, so that one lost quote does not swallow the file.
 */
final class RecordReader implements Closeable {
  static final int MAX_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 16;
  private static final int END = -1;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final RowFormat format;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long line = 1;
  private long firstLine = 1;
  private boolean quoted;
  private boolean fieldStart;

  private RecordReader(InputStream in, RowFormat format) {
    this.in = in;
    this.format = format;
  }

  /** Opens a file; one whose name ends in {@code .gz} is decompressed. */
  static RecordReader open(Path file, RowFormat format) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      boolean zipped = file.getFileName().toString().endsWith(".gz");
      return new RecordReader(zipped ? new GZIPInputStream(in, BUFFER) : in, format);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Line number of the record that was read last, from 1. */
  long line() {
    return firstLine;
  }

  /** The next record that is not an empty line, without its line break. */
  Optional<byte[]> next() throws IOException {
    while (true) {
      firstLine = line;
      ByteArrayOutputStream record = new ByteArrayOutputStream(128);
      boolean ended = readRecord(record);
      byte[] bytes = trimmed(record.toByteArray());
      if (bytes.length > 0) {
        return Optional.of(bytes);
      }
      if (ended) {
        return Optional.empty();
      }
    }
  }

  /** True at the end of the file. */
  private boolean readRecord(ByteArrayOutputStream record) throws IOException {
    quoted = false;
    fieldStart = true;
    while (true) {
      int next = read();
      if (next == END) {
        return true;
      }
      if (next == '\n') {
        line++;
        if (!quoted || record.size() > MAX_BYTES) {
          return false;
        }
      }
      follow(next);
      record.write(next);
    }
  }

  private void follow(int next) {
    if (format.isQuoted()) {
      if (next == format.quoteChar() && (quoted || fieldStart)) {
        quoted = !quoted;
        // A doubled quote closes and opens again.
        fieldStart = !quoted;
        return;
      }
      fieldStart = !quoted && next == format.delimiterChar();
    }
  }

  private int read() throws IOException {
    if (position == limit) {
      limit = in.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return END;
      }
    }
    return buffer[position++] & 0xFF;
  }

  private byte[] trimmed(byte[] bytes) {
    int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    int start = firstLine == 1 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    return Arrays.copyOfRange(bytes, start, Math.max(start, end));
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
