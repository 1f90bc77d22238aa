package io.freshet.deploy.train.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The topic of the models on a broker that has answered. */
public final class ModelTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConfig kafka;
  private final BrokerConnection broker;

  private ModelTopic(KafkaConfig kafka, BrokerConnection broker) {
    this.kafka = kafka;
    this.broker = broker;
  }

  /** Creates the topics of the pipeline that do not exist yet. */
  public static ModelTopic open(KafkaConfig kafka) throws InterruptedException {
    ModelTopic topic = new ModelTopic(kafka, BrokerConnection.open(kafka));
    try {
      TopicCreator.createMissing(kafka);
      return topic;
    } catch (IllegalStateException e) {
      topic.close();
      throw new CommandException(e.getMessage() + ", at " + kafka.bootstrapServers(), e);
    }
  }

  /** The rows that are on it now, the last version of each. */
  public Map<RowKey, ParameterRow> rows() {
    Map<RowKey, ParameterRow> rows = new HashMap<>();
    TopicDeserializer<ParameterRow> deserializer = new TopicDeserializer<>(Topics.PARAMETERS);
    List<TopicPartition> partitions = broker.partitions(Topics.PARAMETERS.name());
    try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, deserializer, rows);
        }
      }
    }
    return rows;
  }

  /** Publishes rows; {@link RowSender#close} says whether all of them arrived. */
  public RowSender sender() {
    return new RowSender(
        broker.producer(
            Map.of(
                "acks", "all",
                "compression.type", "lz4",
                "linger.ms", "20",
                "batch.size", "131072",
                "max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES))),
        kafka.bootstrapServers());
  }

  @Override
  public void close() {
    broker.close();
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      TopicDeserializer<ParameterRow> deserializer,
      Map<RowKey, ParameterRow> rows) {
    try {
      deserializer.deserialize(record).ifPresent(row -> take(row, rows));
    } catch (MalformedRecordException e) {
      throw new CommandException(
          Topics.PARAMETERS.name() + " offset " + record.offset() + ": " + e.getMessage(), e);
    }
  }

  private static void take(ParameterRow row, Map<RowKey, ParameterRow> rows) {
    if (row.getValues().isEmpty()) {
      rows.remove(RowKey.of(row));
    } else {
      rows.put(RowKey.of(row), row);
    }
  }
}
