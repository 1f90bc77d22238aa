package io.freshet.deploy.bench.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.bench.Flights;
import io.freshet.deploy.bench.InteractionStream;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends interactions, by a schedule or as fast as the broker takes them. */
public final class LoadGenerator implements AutoCloseable {
  /** Rate: as fast as possible. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final double NANOS = 1e9;

  private final TopicSerializer<Interaction> serializer =
      new TopicSerializer<>(Topics.INTERACTIONS);
  private final InteractionStream interactions;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Optional<Exception> failure = Optional.empty();

  public LoadGenerator(KafkaConfig kafka, InteractionStream interactions) {
    this.interactions = interactions;
    Properties properties = kafka.clientProperties();
    properties.setProperty("acks", "all");
    properties.setProperty("linger.ms", "1");
    properties.setProperty("compression.type", "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends every event of a run; returns when the last one was handed over.
   *
   * @param rate events per second
   */
  public void send(Flights flights, double rate) {
    long start = System.nanoTime();
    for (int number = 0; number < flights.count(); number++) {
      long due = rate == UNLIMITED ? System.nanoTime() : start + (long) (number * NANOS / rate);
      sleepUntil(due);
      Interaction interaction = interactions.next(flights.id(number), System.currentTimeMillis());
      flights.sent(due);
      send(interaction);
    }
    producer.flush();
    failure.ifPresent(
        error -> {
          throw new CommandException("an event could not be sent: " + error.getMessage());
        });
  }

  private void send(Interaction interaction) {
    var unused =
        producer.send(
            serializer.serialize(interaction),
            (metadata, error) -> {
              if (error != null) {
                failure = Optional.of(error);
              }
            });
  }

  private static void sleepUntil(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
