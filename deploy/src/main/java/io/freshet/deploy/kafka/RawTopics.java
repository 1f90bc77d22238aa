package io.freshet.deploy.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** The raw topics that the ingest job reads: without them it could not run. */
public final class RawTopics {
  private RawTopics() {}

  /** Creates those that do not exist yet, as the broker creates topics by default. */
  public static void createMissing(KafkaConfig kafka, Collection<String> names) {
    try (BrokerConnection broker = BrokerConnection.open(kafka)) {
      List<String> existing = List.copyOf(broker.topics());
      List<NewTopic> missing =
          names.stream()
              .filter(name -> !existing.contains(name))
              .map(name -> new NewTopic(name, Optional.empty(), Optional.empty()))
              .toList();
      broker.get(broker.admin().createTopics(missing).all());
    }
  }
}
