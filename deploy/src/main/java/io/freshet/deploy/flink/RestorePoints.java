package io.freshet.deploy.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints of one job: {@code <job-id>/chk-<n>} and {@code savepoint-<id>} in
 * one directory. A checkpoint is complete when it has its {@code _metadata} file, which Flink puts
 * in place last and atomically.
 */
public final class RestorePoints {
  static final String METADATA = "_metadata";

  private static final String CHECKPOINT = "chk-";
  private static final String SAVEPOINT = "savepoint-";

  private final Path directory;

  public RestorePoints(Path directory) {
    this.directory = directory;
  }

  /** The newest complete checkpoint or savepoint. */
  public Optional<Path> newest() {
    return complete().stream().max(Comparator.comparing(RestorePoints::completedAt));
  }

  /**
   * Removes what the newest one does not need. A job that starts from it takes no ownership of its
   * files, so it stays until a later one is complete.
   */
  public void prune() {
    Optional<Path> keep = newest().map(directory::relativize).map(path -> path.getName(0));
    children(directory).stream()
        .filter(child -> !keep.equals(Optional.of(child.getFileName())))
        .forEach(RestorePoints::delete);
  }

  private List<Path> complete() {
    List<Path> found = new ArrayList<>();
    for (Path child : children(directory)) {
      if (child.getFileName().toString().startsWith(SAVEPOINT)) {
        found.add(child);
      } else {
        children(child).stream()
            .filter(path -> path.getFileName().toString().startsWith(CHECKPOINT))
            .forEach(found::add);
      }
    }
    found.removeIf(path -> !Files.exists(path.resolve(METADATA)));
    return found;
  }

  private static FileTime completedAt(Path point) {
    try {
      return Files.getLastModifiedTime(point.resolve(METADATA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
      List<Path> children = new ArrayList<>();
      entries.forEach(children::add);
      return children;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a directory and all that is in it, if it is there. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
