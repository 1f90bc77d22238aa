package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
  @Test
  void isDeletedWithEverythingInIt() throws Exception {
    TemporaryDirectory directory = new TemporaryDirectory("freshet-test-");
    Path path = directory.path();
    Files.createDirectories(path.resolve("a/b"));
    Files.writeString(path.resolve("a/b/c"), "x");

    directory.delete();

    assertThat(path).doesNotExist();
  }
}
