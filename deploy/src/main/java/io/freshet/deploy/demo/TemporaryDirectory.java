package io.freshet.deploy.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that stays until it is deleted, with everything in it. */
public final class TemporaryDirectory {
  private final Path path;

  public TemporaryDirectory(String prefix) throws IOException {
    path = Files.createTempDirectory(prefix);
  }

  public Path path() {
    return path;
  }

  public void delete() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
