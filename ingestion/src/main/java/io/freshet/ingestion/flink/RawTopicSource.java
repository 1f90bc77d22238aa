package io.freshet.ingestion.flink;

import io.freshet.schemas.kafka.KafkaConfig;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.jspecify.annotations.NullUnmarked;

/** Reads the raw topics, byte by byte as they are. */
public final class RawTopicSource {
  private RawTopicSource() {}

  /** From the job's consumer group, and at first from the beginning of the topics. */
  public static DataStream<RawMessage> open(
      StreamExecutionEnvironment environment, KafkaConfig kafka, List<String> topics) {
    KafkaSource<RawMessage> source =
        KafkaSource.<RawMessage>builder()
            .setProperties(kafka.clientProperties())
            .setTopics(topics)
            .setGroupId("freshet-" + IngestTopology.STAGE)
            .setClientIdPrefix(IngestTopology.STAGE + "-raw-topics")
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setProperty("isolation.level", "read_committed")
            .setProperty("auto.offset.reset", "earliest")
            .setProperty("fetch.max.wait.ms", "50")
            .setDeserializer(new Reader())
            .build();
    return environment
        .fromSource(
            source, WatermarkStrategy.noWatermarks(), "source-raw-topics", RawMessage.type())
        .uid("source-raw-topics");
  }

  @NullUnmarked
  private static final class Reader implements KafkaRecordDeserializationSchema<RawMessage> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawMessage> out) {
      RawMessage message = new RawMessage();
      message.topic = record.topic();
      message.partition = record.partition();
      message.offset = record.offset();
      message.key = record.key();
      message.value = record.value() == null ? new byte[0] : record.value();
      out.collect(message);
    }

    @Override
    public TypeInformation<RawMessage> getProducedType() {
      return RawMessage.type();
    }
  }
}
