package io.freshet.ingestion.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The latest figure of every model, read from the beginning of topic {@code progress}. One thread.
 */
public final class ProgressReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicDeserializer<Progress> deserializer = new TopicDeserializer<>(Topics.PROGRESS);
  private final Map<String, Progress> latest = new LinkedHashMap<>();

  public ProgressReader(KafkaConfig kafka) {
    this.consumer = TopicEnds.consumer(kafka);
    List<TopicPartition> partitions = TopicEnds.partitions(consumer, List.of(Topics.PROGRESS));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads up to the end of the topic as it is now.
   *
   * @param source {@code serving} or {@code learner}
   */
  public List<Progress> latest(String source) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        read(record).ifPresent(p -> latest.put(Topics.PROGRESS.keyOf(p), p));
      }
    }
    return latest.values().stream().filter(p -> p.getSource().equals(source)).toList();
  }

  private Optional<Progress> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializer.deserialize(record);
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
