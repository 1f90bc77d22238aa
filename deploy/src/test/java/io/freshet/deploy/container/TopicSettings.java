package io.freshet.deploy.container;

import io.freshet.schemas.kafka.KafkaConfig;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What a broker says of a topic. */
record TopicSettings(int partitions, String cleanupPolicy, long retentionMillis) {
  static TopicSettings of(KafkaConfig kafka, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return new TopicSettings(
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size(),
          config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value(),
          Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()));
    }
  }
}
