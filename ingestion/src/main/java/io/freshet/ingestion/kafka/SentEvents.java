package io.freshet.ingestion.kafka;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.replay.ReplaySequence;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What an earlier run of a replay has sent already: the ids that lie behind its mark. */
final class SentEvents {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, TopicDeserializer<?>> deserializers = new HashMap<>();
  private final List<Topic<?>> topics = new ArrayList<>();

  SentEvents(Set<EventKind> kinds) {
    kinds.forEach(kind -> add(kind.topic()));
    add(Topics.REJECTED);
  }

  private <T extends SpecificRecordBase> void add(Topic<T> topic) {
    topics.add(topic);
    deserializers.put(topic.name(), new TopicDeserializer<>(topic));
  }

  /** The topics that a replay of these kinds writes to. */
  List<Topic<?>> topics() {
    return topics;
  }

  /** The ids from the positions to the end of the topics, as a replay calls them. */
  Set<String> idsFrom(KafkaConfig kafka, Map<String, Long> positions) {
    // An open transaction of another writer must not hide what this replay has sent.
    try (KafkaConsumer<byte[], byte[]> consumer = TopicEnds.consumer(kafka, "read_uncommitted")) {
      List<TopicPartition> partitions = TopicEnds.partitions(consumer, topics);
      consumer.assign(partitions);
      partitions.forEach(p -> consumer.seek(p, positions.getOrDefault(p.toString(), 0L)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<String> ids = new HashSet<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(record -> id(record).ifPresent(ids::add));
      }
      return ids;
    }
  }

  private Optional<String> id(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializers.get(record.topic()).deserialize(record).map(v -> id(record.topic(), v));
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }

  private static String id(String topic, SpecificRecordBase value) {
    if (value instanceof Rejected letter) {
      return ReplaySequence.letterId(letter.getTopic(), letter.getOffset());
    }
    EventKind kind = EventKind.ofTopic(topic).orElseThrow();
    return kind.code() + '/' + new Event(kind, value).id();
  }
}
