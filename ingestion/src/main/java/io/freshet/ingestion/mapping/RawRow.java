package io.freshet.ingestion.mapping;

/** The bytes of one row and where they were found. */
public final class RawRow {
  private final SourceFile file;
  private final long line;
  private final long row;
  private final byte[] bytes;

  /**
   * @param line number of its first line in the file, from 1
   * @param row number of the row in the file, from 0
   * @param bytes without the end of the line; owned by this row
   */
  RawRow(SourceFile file, long line, long row, byte[] bytes) {
    this.file = file;
    this.line = line;
    this.row = row;
    this.bytes = bytes;
  }

  /** Name of the file, without its folder. */
  public String fileName() {
    return file.name();
  }

  /** From 1. */
  public long line() {
    return line;
  }

  /** Unique in the source: mapping, file and number of the row. */
  public String id(Mapping mapping) {
    return rowId(mapping).text();
  }

  /** The original bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  SourceFile file() {
    return file;
  }

  SourceRow.RowId rowId(Mapping mapping) {
    return new SourceRow.RowId(mapping.name(), file.stem(), row);
  }
}
