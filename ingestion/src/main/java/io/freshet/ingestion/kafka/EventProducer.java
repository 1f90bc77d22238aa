package io.freshet.ingestion.kafka;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventSink;
import io.freshet.ingestion.SinkException;
import io.freshet.ingestion.SinkException.Kind;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to their canonical topics: acknowledged by all replicas, idempotent, in order. */
public final class EventProducer implements EventSink, AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final BooleanSupplier reachable;
  private final Map<EventKind, TopicSerializer<SpecificRecordBase>> serializers =
      new EnumMap<>(EventKind.class);
  private final TopicSerializer<Rejected> rejected = new TopicSerializer<>(Topics.REJECTED);

  /**
   * @param reachable whether the broker answers
   */
  @SuppressWarnings("unchecked")
  public EventProducer(Producer<byte[], byte[]> producer, BooleanSupplier reachable) {
    this.producer = producer;
    this.reachable = reachable;
    for (EventKind kind : EventKind.values()) {
      serializers.put(kind, new TopicSerializer<>((Topic<SpecificRecordBase>) kind.topic()));
    }
  }

  /**
   * @param delivery how long the broker may be away before an event is given up
   * @param block how long {@code send} may wait for room or for the broker's first answer
   */
  public static EventProducer open(KafkaConfig kafka, Duration delivery, Duration block) {
    BrokerProbe probe = new BrokerProbe(kafka);
    return new EventProducer(producer(kafka, delivery, block), probe::isReachable);
  }

  private static Producer<byte[], byte[]> producer(
      KafkaConfig kafka, Duration delivery, Duration block) {
    Properties properties = kafka.clientProperties();
    long deliveryMillis = Math.min(delivery.toMillis(), Integer.MAX_VALUE);
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    properties.setProperty("compression.type", "lz4");
    properties.setProperty("linger.ms", "2");
    properties.setProperty("batch.size", "65536");
    properties.setProperty("buffer.memory", "67108864");
    properties.setProperty("delivery.timeout.ms", Long.toString(deliveryMillis));
    properties.setProperty(
        "request.timeout.ms", Long.toString(Math.max(100, Math.min(30_000, deliveryMillis - 50))));
    properties.setProperty("max.block.ms", Long.toString(block.toMillis()));
    properties.setProperty("reconnect.backoff.max.ms", "500");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public CompletableFuture<Void> send(Event event) {
    return send(serializers.get(event.kind()).serialize(event.value()));
  }

  /** Writes a dead letter. */
  public CompletableFuture<Void> send(Rejected letter) {
    return send(rejected.serialize(letter));
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    try {
      var ignored =
          producer.send(
              record,
              (metadata, error) -> {
                if (error == null) {
                  result.complete(null);
                } else {
                  result.completeExceptionally(translated(error));
                }
              });
      return result;
    } catch (KafkaException e) {
      result.completeExceptionally(translated(e));
      return result;
    }
  }

  private static SinkException translated(Exception error) {
    Kind kind = Kind.AWAY;
    if (error instanceof RecordTooLargeException) {
      kind = Kind.TOO_LARGE;
    } else if (error instanceof BufferExhaustedException) {
      kind = Kind.FULL;
    }
    return new SinkException(kind, error.getMessage(), error);
  }

  @Override
  public boolean isReachable() {
    return reachable.getAsBoolean();
  }

  /** Waits until everything sent is acknowledged. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
