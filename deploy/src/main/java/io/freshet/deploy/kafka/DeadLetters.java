package io.freshet.deploy.kafka;

import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the dead letters that are on a topic now. */
public final class DeadLetters {
  private static final Duration POLL = Duration.ofMillis(200);

  private final BrokerConnection broker;
  private final Topic<Rejected> topic;
  private final RecordCodec<Rejected> codec;

  public DeadLetters(BrokerConnection broker, Topic<Rejected> topic) {
    this.broker = broker;
    this.topic = topic;
    this.codec = topic.codec();
  }

  /** Takes a dead letter and where it lies. */
  @FunctionalInterface
  public interface Reader {
    void read(int partition, long offset, Rejected letter);
  }

  /** Reads from the first to the last of this moment; returns the ends of the partitions. */
  public Map<TopicPartition, Long> forEach(Reader reader) {
    List<TopicPartition> partitions = broker.partitions(topic.name());
    try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          reader.read(record.partition(), record.offset(), decode(record));
        }
      }
      return ends;
    }
  }

  private Rejected decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record.value());
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(
          topic.name() + " offset " + record.offset() + ": " + e.getMessage(), e);
    }
  }
}
