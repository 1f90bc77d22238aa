package io.freshet.schemas.kafka;

import io.freshet.schemas.config.ConfigException;
import java.util.Map;
import java.util.Properties;

/**
 * Section {@code kafka}.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param replicationFactor of topics that Freshet creates
 * @param properties any further Kafka client property: security, timeouts
 */
public record KafkaConfig(
    String bootstrapServers, int replicationFactor, Map<String, String> properties) {
  public KafkaConfig {
    ConfigException.require(
        !bootstrapServers.isBlank(),
        "kafka.bootstrap-servers",
        "''",
        "host:port, several separated by commas");
    ConfigException.require(
        replicationFactor >= 1, "kafka.replication-factor", replicationFactor, "at least 1");
    properties = Map.copyOf(properties);
  }

  public static KafkaConfig defaults() {
    return new KafkaConfig("localhost:9092", 1, Map.of());
  }

  public KafkaConfig withBootstrapServers(String servers) {
    return new KafkaConfig(servers, replicationFactor, properties);
  }

  /** Properties that every client starts from. */
  public Properties clientProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("bootstrap.servers", bootstrapServers);
    return all;
  }
}
