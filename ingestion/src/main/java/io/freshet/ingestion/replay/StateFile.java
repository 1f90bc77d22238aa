package io.freshet.ingestion.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps the newest mark of a replay in a small JSON file, which is replaced as a whole. */
public final class StateFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  public StateFile(Path file) {
    this.file = file;
  }

  public Path path() {
    return file;
  }

  /** The mark; empty when there is no file. */
  public Optional<ResumeMark> read() {
    try {
      return Files.exists(file)
          ? Optional.of(MAPPER.readValue(file.toFile(), ResumeMark.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new ConfigException(
          file + " cannot be read: " + e.getMessage() + "; --restart ignores it");
    }
  }

  public void write(ResumeMark mark) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path next = Files.createTempFile(folder, "mark", ".tmp");
      MAPPER.writeValue(next.toFile(), mark);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
