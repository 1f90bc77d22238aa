package io.freshet.deploy.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointsTest {
  @TempDir Path directory;
  private RestorePoints points;

  @BeforeEach
  void points() {
    points = new RestorePoints(directory.resolve("a-job"));
  }

  @Test
  void aJobThatNeverRanHasNone() {
    assertThat(points.newest()).isEmpty();
    points.prune();
    assertThat(points.newest()).isEmpty();
  }

  @Test
  void theNewestCompleteOneCounts() throws IOException {
    complete("0a/chk-7", 1_000);
    complete("0b/chk-3", 3_000);
    complete("savepoint-0a-1", 2_000);
    incomplete("0c/chk-9");
    assertThat(points.newest()).contains(directory.resolve("a-job/0b/chk-3"));
  }

  @Test
  void pruningKeepsTheJobDirectoryOfTheNewest() throws IOException {
    complete("0a/chk-7", 1_000);
    complete("savepoint-0a-1", 2_000);
    complete("0b/chk-3", 3_000);
    complete("0b/chk-4", 4_000);
    incomplete("0c/chk-9");
    points.prune();
    assertThat(points.newest()).contains(directory.resolve("a-job/0b/chk-4"));
    assertThat(directory.resolve("a-job")).isDirectoryContaining("glob:**/0b");
    assertThat(directory.resolve("a-job").toFile().list()).containsExactly("0b");
  }

  private void complete(String point, long time) throws IOException {
    Path metadata = incomplete(point).resolve("_metadata");
    Files.writeString(metadata, "x");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(time));
  }

  private Path incomplete(String point) throws IOException {
    return Files.createDirectories(directory.resolve("a-job").resolve(point));
  }
}
