package io.freshet.deploy.kafka;

import io.freshet.deploy.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and KRaft controller in this process. Its topics live in one directory, and a
 * broker started on that directory again has them, after a kill too.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** The last file that formatting writes. */
  private static final String META_PROPERTIES = "meta.properties";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * @param directory of the broker; formatted when it is new
   * @param host that it listens on and tells to clients
   * @param port that it listens on; 0 picks a free one
   */
  public static EmbeddedBroker start(Path directory, String host, int port) {
    String address = host + ":" + Ports.resolve(port);
    if (!Files.exists(directory.resolve(META_PROPERTIES))) {
      format(directory);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(BrokerSettings.of(directory, address), false), Time.SYSTEM);
    server.startup();
    LOG.info("broker started address={} directory={}", address, directory);
    return new EmbeddedBroker(server, address);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    LOG.info("broker stopped address={}", bootstrapServers);
  }

  private static void format(Path directory) {
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot format the broker's directory " + directory + ": " + e.getMessage(), e);
    }
  }
}
