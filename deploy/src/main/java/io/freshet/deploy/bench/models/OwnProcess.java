package io.freshet.deploy.bench.models;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.Freshet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command of this program in a Java process of its own, whose heap is small and does not
 * grow: what its resident memory does is then what native memory does. Another process' figures say
 * nothing of what this one had loaded before.
 */
final class OwnProcess {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms192m",
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:+AlwaysPreTouch",
          "--add-opens=java.base/java.util=ALL-UNNAMED");

  /**
   * Places of glibc's malloc. By default there are eight per core, each keeps what was freed in it,
   * and figures waver by which thread took what.
   */
  private static final String ARENAS = "2";

  private OwnProcess() {}

  /** Runs a command, with its output as that of this process. */
  static void run(List<String> command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Freshet.class.getName()));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", ARENAS);
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new CommandException(String.join(" ", command) + " ended with status " + status);
    }
  }
}
