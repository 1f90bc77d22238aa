package io.freshet.deploy.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.deploy.Await;
import io.freshet.deploy.Ports;
import io.freshet.schemas.kafka.KafkaConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A Kafka broker in a container, which can be killed and started again with its data. It keeps its
 * port, so that clients find it again.
 */
final class BrokerContainer implements AutoCloseable {
  private static final String IMAGE = "freshet/kafka:" + AppInfoParser.getVersion();
  private static final int CONTAINER_PORT = 9092;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** The controller waits for a killed broker's session to end before it takes it back. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "KAFKA_LOG_DIRS", "/var/kafka",
          "KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000",
          "KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500",
          "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4");

  private final KafkaContainer container;

  private BrokerContainer(KafkaContainer container) {
    this.container = container;
  }

  /** Skips the test where there is no container engine or no image. */
  static BrokerContainer start() {
    assumeTrue(
        imageExists(),
        "no container engine runs, or it has no image "
            + IMAGE
            + ": run .ci/install-container-engine and .ci/build-broker-image");
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"))
            .withEnv(SETTINGS);
    container.setPortBindings(List.of(Ports.resolve(0) + ":" + CONTAINER_PORT));
    container.start();
    return new BrokerContainer(container);
  }

  KafkaConfig kafka() {
    return KafkaConfig.defaults().withBootstrapServers(container.getBootstrapServers());
  }

  /** Ends the broker at once, as a power cut would: SIGKILL. */
  void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  /** Starts a killed broker again, and waits until it answers. */
  void restart() throws Exception {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    Properties properties = kafka().clientProperties();
    properties.setProperty("default.api.timeout.ms", "10000");
    properties.setProperty("request.timeout.ms", "5000");
    try (Admin admin = Admin.create(properties)) {
      Await.until(() -> answers(admin), START_TIMEOUT);
    }
  }

  @Override
  public void close() {
    container.stop();
  }

  private static boolean answers(Admin admin) throws InterruptedException {
    try {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Asks the engine's own client: Testcontainers would search long for an engine that is not. */
  private static boolean imageExists() {
    try {
      return new ProcessBuilder("docker", "image", "inspect", IMAGE)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
