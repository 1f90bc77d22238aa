package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  @Test
  void oneInstanceAtATime() throws Exception {
    Path path = parent.resolve("new");
    try (DataDirectory first = DataDirectory.open(path)) {
      assertThatThrownBy(() -> DataDirectory.open(path))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("another instance runs on the data directory " + first.path());
    }
    DataDirectory.open(path).close();
  }

  @Test
  void aTakenPortIsNamedByItsKey() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Ports.requireFree("standalone.flink-port", "localhost", port))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("standalone.flink-port = " + port + ", expected a free port");
    }
    Ports.requireFree("standalone.flink-port", "localhost", 0);
    assertThat(Ports.resolve(7)).isEqualTo(7);
    assertThat(Ports.resolve(0)).isPositive();
  }
}
