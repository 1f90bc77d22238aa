package io.freshet.deploy.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.PARAMETERS.name(), 0);

  @TempDir Path directory;

  @Test
  void recordsSurviveARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "localhost", 0)) {
      KafkaConfig kafka = config(broker);
      assertThat(TopicCreator.createMissing(kafka)).hasSize(Topics.all().size());
      produce(kafka, "first");
      produceInTransaction(kafka, "second");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "localhost", 0)) {
      KafkaConfig kafka = config(broker);
      assertThat(TopicCreator.createMissing(kafka)).isEmpty();
      assertThat(values(kafka)).containsExactly("first", "second");
    }
  }

  private static KafkaConfig config(EmbeddedBroker broker) {
    return KafkaConfig.defaults().withBootstrapServers(broker.bootstrapServers());
  }

  private static void produce(KafkaConfig kafka, String value) throws Exception {
    try (var producer = producer(kafka.clientProperties())) {
      producer.send(message(value)).get();
    }
  }

  private static void produceInTransaction(KafkaConfig kafka, String value) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("transactional.id", "test");
    properties.setProperty("transaction.timeout.ms", "600000");
    try (var producer = producer(properties)) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(message(value));
      producer.commitTransaction();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Properties properties) {
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> message(String value) {
    return new ProducerRecord<>(
        PARTITION.topic(),
        value.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> values(KafkaConfig kafka) {
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            kafka.clientProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }
}
