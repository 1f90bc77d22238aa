package io.freshet.ingestion.mapping;

import io.freshet.schemas.config.ConfigException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All rows of a file, or of the files of a folder one after another by name, as they lie there. */
final class RawRows implements Iterator<RawRow>, Closeable {
  private final Mapping mapping;
  private final Iterator<Path> files;
  private @Nullable RecordReader reader;
  private SourceFile file = SourceFile.of("", List.of());
  private long row;
  private Optional<RawRow> next;

  RawRows(Path fileOrFolder, Mapping mapping) {
    this.mapping = mapping;
    this.files = files(fileOrFolder, mapping).iterator();
    this.next = read();
  }

  private static List<Path> files(Path path, Mapping mapping) {
    ConfigException.require(Files.exists(path), "file", path, "a file or folder that exists");
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> mapping.format().includes(file))
              .sorted()
              .toList();
      ConfigException.require(!files.isEmpty(), "file", path, "a folder with files to read");
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    }
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public RawRow next() {
    RawRow current = next.orElseThrow(NoSuchElementException::new);
    next = read();
    return current;
  }

  private Optional<RawRow> read() {
    try {
      while (true) {
        Optional<byte[]> bytes = reader == null ? Optional.empty() : reader.next();
        if (reader != null && bytes.isPresent()) {
          return Optional.of(new RawRow(file, reader.line(), row++, bytes.get()));
        }
        if (!files.hasNext()) {
          return Optional.empty();
        }
        open(files.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.name() + ": " + e.getMessage(), e);
    }
  }

  private void open(Path path) throws IOException {
    close();
    RowFormat format = mapping.format();
    reader = RecordReader.open(path, format);
    List<String> columns = format.hasHeader() ? header(reader) : format.columnNames();
    file = SourceFile.of(path.getFileName().toString(), columns);
    row = 0;
    if (!format.isJson()) {
      mapping.requireColumns(file.columns().keySet(), file.name());
    }
  }

  private List<String> header(RecordReader records) throws IOException {
    Optional<byte[]> first = records.next();
    return first.isEmpty()
        ? List.of()
        : new RowSplitter(mapping.format()).split(new String(first.get(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
