package io.freshet.schemas.flink;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.topic.Topic;
import java.io.Serializable;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The sources of one job. Offsets come from the checkpoint; without one, from the job's consumer
 * group, and at first from the beginning of the topic. Only committed records are read.
 */
public final class KafkaSources {
  private final StreamExecutionEnvironment environment;
  private final KafkaConfig kafka;
  private final FlinkConfig flink;
  private final String job;

  /**
   * @param job name of the job: its consumer group is {@code freshet-<job>}, its dead letters name
   *     it as their stage
   */
  public KafkaSources(
      StreamExecutionEnvironment environment, KafkaConfig kafka, FlinkConfig flink, String job) {
    this.environment = environment;
    this.kafka = kafka;
    this.flink = flink;
    this.job = job;
  }

  /** A serialisable event-time getter, epoch milliseconds. */
  public interface EventTime<T> extends ToLongFunction<T>, Serializable {}

  /** A topic with event time, its operator's uid being {@code source-<topic>}. */
  public <T extends SpecificRecordBase> DataStream<Received<T>> read(
      Topic<T> topic, EventTime<T> eventTime) {
    WatermarkStrategy<Received<T>> watermarks =
        WatermarkStrategy.<Received<T>>forBoundedOutOfOrderness(flink.outOfOrderness())
            .withTimestampAssigner(
                (received, kafkaTime) ->
                    received.value == null ? kafkaTime : eventTime.applyAsLong(received.value))
            .withIdleness(flink.idleness());
    return source(
        topic, watermarks, OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
  }

  /**
   * A changelog read from its beginning on a start without a checkpoint, without event time (always
   * idle).
   */
  public <T extends SpecificRecordBase> DataStream<Received<T>> readChangelog(Topic<T> topic) {
    return source(topic, new IdleWatermarks<>(), OffsetsInitializer.earliest());
  }

  /**
   * A changelog from its beginning to where it ends when the job starts without a checkpoint; then
   * the stream ends. Its operator's uid is {@code source-<topic>-at-start}.
   */
  public <T extends SpecificRecordBase> DataStream<Received<T>> readUpToStart(Topic<T> topic) {
    String name = topic.name() + "-at-start";
    KafkaSourceBuilder<Received<T>> builder =
        builder(topic, name)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setProperty("commit.offsets.on.checkpoint", "false");
    return source(topic, builder.build(), new IdleWatermarks<>(), "source-" + name);
  }

  private <T extends SpecificRecordBase> DataStream<Received<T>> source(
      Topic<T> topic, WatermarkStrategy<Received<T>> watermarks, OffsetsInitializer start) {
    KafkaSource<Received<T>> source =
        builder(topic, topic.name()).setStartingOffsets(start).build();
    return source(topic, source, watermarks, "source-" + topic.name());
  }

  private <T extends SpecificRecordBase> KafkaSourceBuilder<Received<T>> builder(
      Topic<T> topic, String client) {
    return KafkaSource.<Received<T>>builder()
        .setProperties(kafka.clientProperties())
        .setTopics(topic.name())
        .setGroupId("freshet-" + job)
        .setClientIdPrefix(job + "-" + client)
        .setProperty("isolation.level", "read_committed")
        .setProperty("auto.offset.reset", "earliest")
        .setProperty("fetch.max.wait.ms", "50")
        .setDeserializer(new TopicReader<>(topic, job));
  }

  private <T extends SpecificRecordBase> DataStream<Received<T>> source(
      Topic<T> topic,
      KafkaSource<Received<T>> source,
      WatermarkStrategy<Received<T>> watermarks,
      String uid) {
    return environment.fromSource(source, watermarks, uid, Received.typeOf(topic.type())).uid(uid);
  }
}
