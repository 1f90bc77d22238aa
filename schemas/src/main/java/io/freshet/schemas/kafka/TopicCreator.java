package io.freshet.schemas.kafka;

import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of the catalogue that do not exist yet; existing ones are left as they are.
 */
public final class TopicCreator {
  private TopicCreator() {}

  /** Returns the names of the topics that were created. */
  public static Set<String> createMissing(KafkaConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(config.clientProperties())) {
      Set<String> existing = get(admin.listTopics().names());
      List<NewTopic> missing =
          Topics.all().stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(topic -> newTopic(topic, config))
              .toList();
      Set<String> created = new TreeSet<>();
      var results = admin.createTopics(missing).values();
      for (var result : results.entrySet()) {
        if (createdNow(result.getValue())) {
          created.add(result.getKey());
        }
      }
      return created;
    }
  }

  private static NewTopic newTopic(Topic<?> topic, KafkaConfig config) {
    return new NewTopic(topic.name(), topic.partitions(), (short) config.replicationFactor())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().value(),
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.MAX_RECORD_BYTES)));
  }

  private static boolean createdNow(org.apache.kafka.common.KafkaFuture<Void> result)
      throws InterruptedException {
    try {
      result.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new IllegalStateException(
          "cannot create topic: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "cannot reach Kafka: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
