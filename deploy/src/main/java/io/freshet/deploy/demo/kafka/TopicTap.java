package io.freshet.deploy.demo.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows topics from their present end, in a thread of its own, outside any consumer group. */
public final class TopicTap implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Subscription<?>> subscriptions;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Optional<Throwable> failure = Optional.empty();

  /** Takes a value that was received at a time, epoch milliseconds. */
  public interface Receiver<T> {
    void receive(T value, long time);
  }

  /** A topic and who takes its values. */
  public static final class Subscription<T extends SpecificRecordBase> {
    private final Topic<T> topic;
    private final TopicDeserializer<T> deserializer;
    private final Receiver<T> receiver;

    public Subscription(Topic<T> topic, Receiver<T> receiver) {
      this.topic = topic;
      this.deserializer = new TopicDeserializer<>(topic);
      this.receiver = receiver;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long time)
        throws MalformedRecordException {
      deserializer.deserialize(record).ifPresent(value -> receiver.receive(value, time));
    }
  }

  /** Everything that is written after the constructor returned is received. */
  public TopicTap(String name, KafkaConfig kafka, List<Subscription<?>> subscriptions) {
    this.subscriptions =
        subscriptions.stream().collect(Collectors.toMap(s -> s.topic.name(), Function.identity()));
    this.consumer = new KafkaConsumer<>(properties(kafka));
    seekToEnd();
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Why the tap ended before it was closed. */
  public Optional<Throwable> failure() {
    return failure;
  }

  private void seekToEnd() {
    List<TopicPartition> partitions =
        subscriptions.keySet().stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  private void run() {
    try {
      while (!closed) {
        var records = consumer.poll(POLL);
        long time = System.currentTimeMillis();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          subscriptions.get(record.topic()).take(record, time);
        }
      }
    } catch (WakeupException e) {
      // close() wakes the poll
    } catch (MalformedRecordException | RuntimeException e) {
      failure = Optional.of(e);
    } finally {
      consumer.close();
    }
  }

  private static Properties properties(KafkaConfig kafka) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
    properties.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
    properties.setProperty("isolation.level", "read_committed");
    return properties;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    consumer.wakeup();
    thread.join();
  }
}
