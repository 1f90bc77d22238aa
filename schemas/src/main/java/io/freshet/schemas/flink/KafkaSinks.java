package io.freshet.schemas.flink;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The sinks of one job; the uid of each is {@code sink-<topic>}. */
public final class KafkaSinks {
  private final KafkaConfig kafka;
  private final String job;

  public KafkaSinks(KafkaConfig kafka, String job) {
    this.kafka = kafka;
    this.job = job;
  }

  /**
   * For absolute values, keyed, last one wins: visible at once, and perhaps again after a failure.
   */
  public <T extends SpecificRecordBase> void atLeastOnce(DataStream<T> stream, Topic<T> topic) {
    attach(stream, topic, builder(topic).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE));
  }

  /** Where a duplicate would be wrong: visible at the next checkpoint, once. */
  public <T extends SpecificRecordBase> void exactlyOnce(DataStream<T> stream, Topic<T> topic) {
    attach(
        stream,
        topic,
        builder(topic)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix("freshet-" + job + "-" + topic.name())
            .setProperty("transaction.timeout.ms", "600000"));
  }

  private <T extends SpecificRecordBase> KafkaSinkBuilder<T> builder(Topic<T> topic) {
    return KafkaSink.<T>builder()
        .setProperty("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES))
        .setKafkaProducerConfig(kafka.clientProperties())
        .setProperty("client.id", job + "-" + topic.name())
        .setProperty("compression.type", "lz4")
        .setProperty("linger.ms", "5")
        .setRecordSerializer(new TopicWriter<>(topic));
  }

  private static <T extends SpecificRecordBase> void attach(
      DataStream<T> stream, Topic<T> topic, KafkaSinkBuilder<T> builder) {
    String uid = "sink-" + topic.name();
    stream.sinkTo(builder.build()).uid(uid).name(uid);
  }
}
