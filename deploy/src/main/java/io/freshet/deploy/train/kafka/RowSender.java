package io.freshet.deploy.train.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.topic.Topics;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** Puts rows on the topic of the models. */
public final class RowSender implements AutoCloseable {
  private final TopicSerializer<ParameterRow> serializer = new TopicSerializer<>(Topics.PARAMETERS);
  private final KafkaProducer<byte[], byte[]> producer;
  private final String address;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  RowSender(KafkaProducer<byte[], byte[]> producer, String address) {
    this.producer = producer;
    this.address = address;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears it
  public void send(ParameterRow row) {
    requireNoFailure();
    producer.send(
        serializer.serialize(row),
        (position, error) -> {
          if (error == null) {
            arrived.incrementAndGet();
          } else {
            failure.compareAndSet(null, error);
          }
        });
  }

  /** How many have arrived. */
  public long arrived() {
    return arrived.get();
  }

  /** Waits until everything has arrived. */
  public void flush() {
    producer.flush();
    requireNoFailure();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void requireNoFailure() {
    Optional.ofNullable(failure.get())
        .ifPresent(
            error -> {
              throw new CommandException(
                  "Kafka at "
                      + address
                      + " refused a row after "
                      + arrived
                      + " ("
                      + error.getMessage()
                      + "): once it is well, run this again with --replace",
                  error);
            });
  }
}
