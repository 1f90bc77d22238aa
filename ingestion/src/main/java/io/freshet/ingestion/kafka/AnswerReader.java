package io.freshet.ingestion.kafka;

import io.freshet.ingestion.replay.AnswerKey;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeKind;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topics on which the pipeline answers, in a thread of its own. */
final class AnswerReader implements AutoCloseable {
  /** Where answers come from. */
  static final List<Topic<?>> TOPICS =
      List.of(Topics.RECOMMENDATIONS, Topics.TEXT_PREDICTIONS, Topics.OUTCOMES);

  private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, TopicDeserializer<?>> deserializers = new HashMap<>();
  private final Consumer<String> answers;
  private final Thread thread;

  /**
   * @param positions where to begin
   * @param answers takes the key of each answer; called by another thread
   */
  AnswerReader(KafkaConfig kafka, Map<String, Long> positions, Consumer<String> answers) {
    this.answers = answers;
    this.consumer = TopicEnds.consumer(kafka);
    TOPICS.forEach(this::add);
    List<TopicPartition> partitions = TopicEnds.partitions(consumer, TOPICS);
    consumer.assign(partitions);
    partitions.forEach(p -> consumer.seek(p, positions.getOrDefault(p.toString(), 0L)));
    this.thread = new Thread(this::follow, "replay-answers");
    thread.setDaemon(true);
    thread.start();
  }

  private <T extends SpecificRecordBase> void add(Topic<T> topic) {
    deserializers.put(topic.name(), new TopicDeserializer<>(topic));
  }

  private void follow() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(record -> key(record).ifPresent(answers));
      }
    } catch (WakeupException e) {
      LOG.debug("answers are no longer followed");
    }
  }

  private Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializers.get(record.topic()).deserialize(record).flatMap(AnswerReader::key);
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> key(SpecificRecordBase value) {
    if (value instanceof Recommendation list) {
      return list.getTrigger().map(AnswerKey::list);
    }
    if (value instanceof TextPrediction prediction) {
      return Optional.of(AnswerKey.prediction(prediction.getTextId()));
    }
    return value instanceof Outcome outcome && outcome.getKind() == OutcomeKind.TEXT
        ? Optional.of(AnswerKey.outcome(outcome.getPredictionId()))
        : Optional.empty();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
