package io.freshet.deploy.flink;

import io.freshet.deploy.CommandException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars that a job takes along to a cluster: all of {@code lib/} but what Flink brings itself
 * and what only the command line and the standalone instance need. DJL, its tokenizers, ONNX
 * Runtime and PyTorch are left too: native libraries cannot be loaded by two class loaders, so a
 * cluster that runs them has them in Flink's own {@code lib/}. The encoders that come with the
 * program are taken along: their jars hold nothing but files.
 */
final class JobJars {
  private static final List<String> TAKEN_OF_FLINK_AND_KAFKA =
      List.of("flink-connector-", "flink-avro-", "kafka-clients-");
  private static final List<String> LEFT =
      List.of(
          "flink-",
          "kafka",
          "scala-",
          "log4j-",
          "slf4j-",
          "undertow-",
          "xnio-",
          "jboss-",
          "wildfly-",
          "picocli-",
          "frocksdbjni-",
          "jmh-",
          "jopt-simple-",
          "api-",
          "pytorch-",
          "onnxruntime",
          "tokenizers-",
          "jna-",
          "freshet-deploy-");

  private JobJars() {}

  /** Paths of the jars of this program, which has to run from its packaged form. */
  static String[] ofThisProgram() throws IOException, URISyntaxException {
    Path program =
        Path.of(JobJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path lib = program.resolveSibling("lib");
    if (!Files.isRegularFile(program) || !Files.isDirectory(lib)) {
      throw new CommandException(
          "a job is submitted from the packaged program: run it with the script 'freshet'");
    }
    try (Stream<Path> jars = Files.list(lib)) {
      return select(jars.toList()).stream().map(Path::toString).toArray(String[]::new);
    }
  }

  static List<Path> select(List<Path> jars) {
    return jars.stream().filter(jar -> isTaken(jar.getFileName().toString())).sorted().toList();
  }

  private static boolean isTaken(String name) {
    return TAKEN_OF_FLINK_AND_KAFKA.stream().anyMatch(name::startsWith)
        || LEFT.stream().noneMatch(name::startsWith);
  }
}
