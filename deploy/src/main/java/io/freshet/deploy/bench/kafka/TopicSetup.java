package io.freshet.deploy.bench.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.topic.Topic;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates topics that are not in the catalogue. */
public final class TopicSetup {
  private TopicSetup() {}

  public static void create(KafkaConfig kafka, Topic<?>... topics)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      admin
          .createTopics(
              Arrays.stream(topics)
                  .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1))
                  .toList())
          .all()
          .get();
    }
  }
}
