package io.freshet.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {
  @Test
  void clientPropertiesAreTheUsersAndTheServers() {
    KafkaConfig config =
        ConfigFile.parse(
                "test.yaml",
                "kafka:\n  bootstrap-servers: a:1,b:2\n  properties:\n    security.protocol: SSL")
            .section("kafka", KafkaConfig.defaults());

    assertThat(config.clientProperties())
        .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SSL"));
    assertThat(config.withBootstrapServers("c:3").clientProperties())
        .containsEntry("bootstrap.servers", "c:3")
        .containsEntry("security.protocol", "SSL");
  }

  @Test
  void invalidValuesAreNamed() {
    assertThatThrownBy(() -> new KafkaConfig(" ", 1, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "kafka.bootstrap-servers = '', expected host:port, several separated by commas");
    assertThatThrownBy(() -> new KafkaConfig("a:1", 0, Map.of()))
        .hasMessage("kafka.replication-factor = 0, expected at least 1");
  }
}
