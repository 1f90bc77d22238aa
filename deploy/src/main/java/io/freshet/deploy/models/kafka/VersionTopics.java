package io.freshet.deploy.models.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** The topics {@code models} and {@code alerts} on a broker that has answered. */
public final class VersionTopics implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConfig kafka;
  private final BrokerConnection broker;

  private VersionTopics(KafkaConfig kafka, BrokerConnection broker) {
    this.kafka = kafka;
    this.broker = broker;
  }

  /** Creates the topics of the pipeline that do not exist yet. */
  public static VersionTopics open(KafkaConfig kafka) throws InterruptedException {
    VersionTopics topics = new VersionTopics(kafka, BrokerConnection.open(kafka));
    try {
      TopicCreator.createMissing(kafka);
      return topics;
    } catch (IllegalStateException e) {
      topics.close();
      throw new CommandException(e.getMessage() + ", at " + kafka.bootstrapServers(), e);
    }
  }

  /** Every version that is on the topic, oldest first. */
  public void versions(Consumer<ModelVersion> consumer) {
    readAll(Topics.MODELS, consumer);
  }

  /** Every alert that is on the topic, oldest first. */
  public void alerts(Consumer<Alert> consumer) {
    readAll(Topics.ALERTS, consumer);
  }

  /**
   * Puts a version on the topic and waits for an alert that comes after it.
   *
   * @return the alert; empty when none came in time
   */
  public Optional<Alert> publish(ModelVersion version, Predicate<Alert> awaited, Duration timeout)
      throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> alerts = broker.consumer(Map.of())) {
      List<TopicPartition> partitions = broker.partitions(Topics.ALERTS.name());
      alerts.assign(partitions);
      alerts.endOffsets(partitions).forEach(alerts::seek);
      send(version);
      return await(alerts, awaited, System.nanoTime() + timeout.toNanos());
    }
  }

  private void send(ModelVersion version) throws InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of("acks", "all"))) {
      producer.send(new TopicSerializer<>(Topics.MODELS).serialize(version)).get();
    } catch (ExecutionException e) {
      throw new CommandException(
          "Kafka at "
              + kafka.bootstrapServers()
              + " did not take the version ("
              + e.getCause().getMessage()
              + ")",
          e);
    }
  }

  private static Optional<Alert> await(
      KafkaConsumer<byte[], byte[]> consumer, Predicate<Alert> awaited, long deadline) {
    TopicDeserializer<Alert> deserializer = new TopicDeserializer<>(Topics.ALERTS);
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Optional<Alert> alert = decode(record, deserializer).filter(awaited);
        if (alert.isPresent()) {
          return alert;
        }
      }
    }
    return Optional.empty();
  }

  private <T extends SpecificRecordBase> void readAll(Topic<T> topic, Consumer<T> consumer) {
    TopicDeserializer<T> deserializer = new TopicDeserializer<>(topic);
    List<TopicPartition> partitions = broker.partitions(topic.name());
    try (KafkaConsumer<byte[], byte[]> records = broker.consumer(Map.of())) {
      records.assign(partitions);
      records.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = records.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> records.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll(POLL)) {
          decode(record, deserializer).ifPresent(consumer);
        }
      }
    }
  }

  private static <T extends SpecificRecordBase> Optional<T> decode(
      ConsumerRecord<byte[], byte[]> record, TopicDeserializer<T> deserializer) {
    try {
      return deserializer.deserialize(record);
    } catch (MalformedRecordException e) {
      throw new CommandException(
          record.topic() + " offset " + record.offset() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
