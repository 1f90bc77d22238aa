package io.freshet.deploy.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.deploy.CommandException;
import io.freshet.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic, record by record, as JSON. */
public final class TopicTail {
  private static final Duration POLL = Duration.ofMillis(200);

  private final BrokerConnection broker;
  private final Topic<?> topic;

  public TopicTail(BrokerConnection broker, Topic<?> topic) {
    this.broker = broker;
    this.topic = topic;
  }

  /**
   * What to read.
   *
   * @param fromBeginning from the first record that is still there, or only what comes from now on
   * @param follow whether to wait for more at the end
   * @param max records after which it is enough
   * @param key only records with this key
   */
  public record Request(boolean fromBeginning, boolean follow, long max, Optional<String> key) {
    private boolean takes(ConsumerRecord<byte[], byte[]> record) {
      return key.isEmpty()
          || (record.key() != null
              && key.get().equals(new String(record.key(), StandardCharsets.UTF_8)));
    }
  }

  /**
   * @param out takes a record; answers whether it wants more
   */
  public void read(Request request, Predicate<ObjectNode> out) {
    if (!broker.topics().contains(topic.name())) {
      throw new CommandException(
          "topic " + topic.name() + " does not exist yet; 'freshet up' creates it");
    }
    List<TopicPartition> partitions = broker.partitions(topic.name());
    try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      if (request.fromBeginning()) {
        consumer.seekToBeginning(partitions);
      } else {
        ends.forEach(consumer::seek);
      }
      read(consumer, ends, request, out);
    }
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Request request,
      Predicate<ObjectNode> out) {
    RecordJson json = new RecordJson(topic);
    long shown = 0;
    while (request.follow() || isBehind(consumer, ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (request.takes(record) && (!out.test(json.of(record)) || ++shown == request.max())) {
          return;
        }
      }
    }
  }

  private static boolean isBehind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue());
  }
}
