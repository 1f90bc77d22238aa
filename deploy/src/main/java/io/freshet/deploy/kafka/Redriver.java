package io.freshet.deploy.kafka;

import io.freshet.deploy.redrive.RedriveFilter;
import io.freshet.deploy.redrive.RedrivePosition;
import io.freshet.deploy.redrive.RedriveRoute;
import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Parsed;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters through again, each once: the records and the position up to which letters are
 * done are written in one transaction.
 */
public final class Redriver {
  private final BrokerConnection broker;
  private final Topic<Rejected> topic;
  private final EventParser parser;

  public Redriver(BrokerConnection broker, Topic<Rejected> topic, EventParser parser) {
    this.broker = broker;
    this.topic = topic;
    this.parser = parser;
  }

  /** What became of a dead letter. */
  public enum Fate {
    SENT,
    LEFT,
    STILL_INVALID
  }

  /**
   * What was done with one dead letter.
   *
   * @param offset where it lies
   * @param letter itself
   * @param fate what became of it
   * @param detail topic that it went to, or why it did not
   */
  public record Step(long offset, Rejected letter, Fate fate, String detail) {}

  /** Tells what would be sent; sends nothing and remembers nothing. */
  public void tell(RedriveFilter filter, boolean again, Consumer<Step> steps) {
    run(filter, again, null, steps);
  }

  /**
   * @param again whether to send those too that were sent before
   */
  public void send(RedriveFilter filter, boolean again, Consumer<Step> steps) {
    try (KafkaProducer<byte[], byte[]> producer =
        broker.producer(Map.of("transactional.id", group(), "transaction.timeout.ms", "600000"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(
          run(filter, again, producer, steps), new ConsumerGroupMetadata(group()));
      producer.commitTransaction();
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> run(
      RedriveFilter filter,
      boolean again,
      @Nullable KafkaProducer<byte[], byte[]> producer,
      Consumer<Step> steps) {
    Map<TopicPartition, RedrivePosition> positions = again ? Map.of() : positions();
    Map<Integer, Set<String>> classes = new HashMap<>();
    var ends =
        new DeadLetters(broker, topic)
            .forEach(
                (partition, offset, letter) -> {
                  RedrivePosition position =
                      positions.getOrDefault(
                          new TopicPartition(topic.name(), partition), RedrivePosition.START);
                  if (filter.matches(letter) && !position.isDone(letter, offset)) {
                    classes
                        .computeIfAbsent(partition, key -> new HashSet<>())
                        .add(RedrivePosition.classOf(letter));
                    steps.accept(step(offset, letter, filter, producer));
                  }
                });
    return advanced(filter, positions, classes, ends);
  }

  private static Map<TopicPartition, OffsetAndMetadata> advanced(
      RedriveFilter filter,
      Map<TopicPartition, RedrivePosition> before,
      Map<Integer, Set<String>> classes,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> advanced = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          RedrivePosition position =
              filter.equals(RedriveFilter.ALL)
                  ? RedrivePosition.allBefore(end)
                  : before
                      .getOrDefault(partition, RedrivePosition.START)
                      .classesBefore(classes.getOrDefault(partition.partition(), Set.of()), end);
          advanced.put(partition, new OffsetAndMetadata(position.offset(), position.metadata()));
        });
    return advanced;
  }

  private Step step(
      long offset,
      Rejected letter,
      RedriveFilter filter,
      @Nullable KafkaProducer<byte[], byte[]> producer) {
    RedriveRoute route = RedriveRoute.of(letter, filter.reason().isPresent());
    switch (route.action()) {
      case SEND:
        send(producer, original(letter, route.topic()));
        return new Step(offset, letter, Fate.SENT, route.topic());
      case PARSE:
        return parse(offset, letter, route.topic(), producer);
      case LEAVE:
        return new Step(offset, letter, Fate.LEFT, route.because());
    }
    throw new IllegalArgumentException("no such action: " + route.action());
  }

  private Step parse(
      long offset,
      Rejected letter,
      String target,
      @Nullable KafkaProducer<byte[], byte[]> producer) {
    Parsed parsed =
        parser.parse(EventKind.ofTopic(target).orElseThrow(), bytes(letter.getPayload()));
    parsed.event().ifPresent(event -> send(producer, serialize(event)));
    return parsed
        .violation()
        .map(violation -> new Step(offset, letter, Fate.STILL_INVALID, violation.message()))
        .orElseGet(() -> new Step(offset, letter, Fate.SENT, target));
  }

  @SuppressWarnings("unchecked")
  private static ProducerRecord<byte[], byte[]> serialize(Event event) {
    Topic<SpecificRecordBase> target = (Topic<SpecificRecordBase>) event.kind().topic();
    return new TopicSerializer<>(target).serialize(event.value());
  }

  private static ProducerRecord<byte[], byte[]> original(Rejected letter, String target) {
    byte[] key = letter.getKey().map(Redriver::bytes).orElse(null);
    return new ProducerRecord<>(target, key, bytes(letter.getPayload()));
  }

  /** Failures of single sends come back from the commit of the transaction. */
  private static void send(
      @Nullable KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    if (producer != null) {
      var unused = producer.send(record);
    }
  }

  private Map<TopicPartition, RedrivePosition> positions() {
    Map<TopicPartition, RedrivePosition> positions = new HashMap<>();
    broker
        .get(broker.admin().listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, committed) -> {
              if (committed != null) {
                positions.put(
                    partition, RedrivePosition.parse(committed.offset(), committed.metadata()));
              }
            });
    return positions;
  }

  private String group() {
    return "freshet-redrive-" + topic.name();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }
}
