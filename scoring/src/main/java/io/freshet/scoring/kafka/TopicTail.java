package io.freshet.scoring.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of one topic on a thread of its own, from a number of records before the
 * end of each partition, and hands values with their offsets to a consumer. No consumer group:
 * every follower sees everything.
 */
public final class TopicTail<T extends SpecificRecordBase> implements AutoCloseable {
  /** Backlog that means the whole topic. */
  public static final long ALL = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 500;

  private final Topic<T> topic;
  private final TopicDeserializer<T> deserializer;
  private final long backlog;
  private final ObjLongConsumer<T> consumer;
  private final KafkaConsumer<byte[], byte[]> client;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private TopicTail(KafkaConfig config, Topic<T> topic, long backlog, ObjLongConsumer<T> consumer) {
    this.topic = topic;
    this.deserializer = new TopicDeserializer<>(topic);
    this.backlog = backlog;
    this.consumer = consumer;
    this.client = new KafkaConsumer<>(properties(config));
    this.thread = new Thread(this::run, "tail-" + topic.name());
    this.thread.setDaemon(true);
  }

  /**
   * Starts to follow a topic; waits for it where it does not exist yet.
   *
   * @param backlog how many old records of each partition are read first
   */
  public static <T extends SpecificRecordBase> TopicTail<T> start(
      KafkaConfig config, Topic<T> topic, long backlog, ObjLongConsumer<T> consumer) {
    TopicTail<T> tail = new TopicTail<>(config, topic, backlog, consumer);
    tail.thread.start();
    return tail;
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    client.wakeup();
    thread.join();
  }

  private void run() {
    try (client) {
      while (!isClosed() && !assign()) {
        pause();
      }
      while (!isClosed()) {
        poll();
      }
    } catch (WakeupException e) {
      LOG.debug("tail closed topic={}", topic.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean assign() {
    try {
      List<TopicPartition> partitions =
          client.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      client.assign(partitions);
      Map<TopicPartition, Long> first = client.beginningOffsets(partitions);
      client
          .endOffsets(partitions)
          .forEach((partition, end) -> client.seek(partition, start(first.get(partition), end)));
      return !partitions.isEmpty();
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("cannot follow yet topic={} error={}", topic.name(), e.getMessage());
      return false;
    }
  }

  private long start(long first, long end) {
    return backlog == ALL ? first : Math.max(first, end - backlog);
  }

  private void poll() throws InterruptedException {
    try {
      client.poll(POLL).forEach(this::hand);
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("cannot read topic={} error={}", topic.name(), e.getMessage());
      pause();
    }
  }

  private void hand(ConsumerRecord<byte[], byte[]> record) {
    try {
      deserializer.deserialize(record).ifPresent(value -> consumer.accept(value, record.offset()));
    } catch (MalformedRecordException | RuntimeException e) {
      LOG.warn(
          "record left out topic={} partition={} offset={} error={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private void pause() throws InterruptedException {
    closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private static Properties properties(KafkaConfig config) {
    Properties properties = config.clientProperties();
    properties.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
    properties.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("allow.auto.create.topics", "false");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("isolation.level", "read_committed");
    return properties;
  }
}
