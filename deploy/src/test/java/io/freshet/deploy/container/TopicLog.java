package io.freshet.deploy.container;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All committed records of a topic, in partition order, read on at every look. */
public final class TopicLog<T extends SpecificRecordBase> implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicDeserializer<T> deserializer;
  private final List<T> records = new ArrayList<>();

  public TopicLog(KafkaConfig kafka, Topic<T> topic) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    deserializer = new TopicDeserializer<>(topic);
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything up to the present end of the topic. */
  public List<T> readToEnd() throws MalformedRecordException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        deserializer.deserialize(record).ifPresent(records::add);
      }
    }
    return List.copyOf(records);
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
