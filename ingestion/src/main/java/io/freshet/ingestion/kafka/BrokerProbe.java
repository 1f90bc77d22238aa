package io.freshet.ingestion.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks the broker whether it is there. */
final class BrokerProbe {
  private static final int TIMEOUT_MILLIS = 2000;

  private final KafkaConfig kafka;

  BrokerProbe(KafkaConfig kafka) {
    this.kafka = kafka;
  }

  boolean isReachable() {
    return clusterId().isPresent();
  }

  /** The id of the cluster, asked for again and again for a time; empty when it never answers. */
  Optional<String> awaitClusterId(Duration atMost) {
    long start = System.currentTimeMillis();
    Optional<String> id = clusterId();
    while (id.isEmpty() && System.currentTimeMillis() - start < atMost.toMillis()) {
      id = clusterId();
    }
    return id;
  }

  /** The id of the cluster; empty when it does not answer. */
  Optional<String> clusterId() {
    Properties properties = kafka.clientProperties();
    properties.setProperty("request.timeout.ms", Integer.toString(TIMEOUT_MILLIS));
    properties.setProperty("default.api.timeout.ms", Integer.toString(TIMEOUT_MILLIS));
    try (Admin admin = Admin.create(properties)) {
      return Optional.of(
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
              .clusterId()
              .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
