package io.freshet.deploy.container;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.topic.Topic;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records as ingestion does: idempotently, and acknowledged by the broker. */
final class EventFeed implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Queue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();

  EventFeed(KafkaConfig kafka) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Blocks while the broker is away. */
  <T extends SpecificRecordBase> void send(Topic<T> topic, List<T> values) {
    TopicSerializer<T> serializer = new TopicSerializer<>(topic);
    values.forEach(value -> sent.add(producer.send(serializer.serialize(value))));
  }

  /** Fails if the broker did not take one of the records. */
  void awaitAcknowledged() throws InterruptedException, ExecutionException {
    for (Future<RecordMetadata> acknowledgement : sent) {
      acknowledgement.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
