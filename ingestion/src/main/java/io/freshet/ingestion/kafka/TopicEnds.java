package io.freshet.ingestion.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where topics end at the moment. One thread. */
final class TopicEnds implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  TopicEnds(KafkaConfig kafka, Collection<? extends Topic<?>> topics) {
    this.consumer = consumer(kafka);
    this.partitions = partitions(consumer, topics);
  }

  /** A consumer that belongs to no group and sees committed records only. */
  static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka) {
    return consumer(kafka, "read_committed");
  }

  static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka, String isolation) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("isolation.level", isolation);
    properties.setProperty("fetch.max.wait.ms", "20");
    properties.setProperty("reconnect.backoff.max.ms", "500");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, Collection<? extends Topic<?>> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .collect(Collectors.toList());
  }

  /** Partition → end offset; empty when the broker does not answer. */
  Optional<Map<String, Long>> now() {
    try {
      Map<String, Long> ends = new TreeMap<>();
      consumer
          .endOffsets(partitions, TIMEOUT)
          .forEach((partition, offset) -> ends.put(partition.toString(), offset));
      return Optional.of(ends);
    } catch (KafkaException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
