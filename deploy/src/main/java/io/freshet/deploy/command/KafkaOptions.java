package io.freshet.deploy.command;

import io.freshet.schemas.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to. */
public final class KafkaOptions {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka to talk to; kafka.bootstrap-servers of the configuration when not given.")
  private @Nullable String bootstrapServers;

  public ConfigOption config() {
    return config;
  }

  public KafkaConfig kafka() {
    KafkaConfig configured = config.read().section("kafka", KafkaConfig.defaults());
    return bootstrapServers == null
        ? configured
        : configured.withBootstrapServers(bootstrapServers);
  }
}
