package io.freshet.deploy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Section {@code standalone}: the pipeline in one process.
 *
 * @param dataDirectory where topics, checkpoints and logs are kept; they survive a restart
 * @param host address that the broker and Flink's web UI listen on and tell to clients
 * @param brokerPort port of the Kafka broker; 0 picks a free one
 * @param flinkPort port of Flink's REST API and web UI; 0 picks a free one
 * @param stopTimeout how long a stop waits for the savepoints of the jobs
 */
public record StandaloneConfig(
    String dataDirectory, String host, int brokerPort, int flinkPort, Duration stopTimeout) {
  public static final String SECTION = "standalone";

  public StandaloneConfig {
    ConfigException.require(
        !dataDirectory.isBlank(), "standalone.data-directory", "''", "a directory");
    ConfigException.require(!host.isBlank(), "standalone.host", "''", "a host name or address");
    requirePort("standalone.broker-port", brokerPort);
    requirePort("standalone.flink-port", flinkPort);
    ConfigException.require(
        stopTimeout.toMillis() > 0, "standalone.stop-timeout", stopTimeout, "more than 0");
  }

  public static StandaloneConfig defaults() {
    return new StandaloneConfig("./data", "localhost", 9092, 8081, Duration.ofSeconds(30));
  }

  public static StandaloneConfig of(ConfigFile file) {
    return file.section(SECTION, defaults());
  }

  public Path data() {
    return Path.of(dataDirectory);
  }

  public StandaloneConfig withDataDirectory(Path directory) {
    return new StandaloneConfig(directory.toString(), host, brokerPort, flinkPort, stopTimeout);
  }

  public StandaloneConfig withPorts(int broker, int flink) {
    return new StandaloneConfig(dataDirectory, host, broker, flink, stopTimeout);
  }

  private static void requirePort(String key, int port) {
    ConfigException.require(port >= 0 && port <= 65535, key, port, "0 to 65535");
  }
}
