package io.freshet.schemas.flink;

import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;

/** Writes one topic. */
@NullUnmarked
final class TopicWriter<T extends SpecificRecordBase> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final Topic<T> topic;
  private transient TopicSerializer<T> serializer;

  TopicWriter(Topic<T> topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    serializer = new TopicSerializer<>(topic);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, Long timestamp) {
    return serializer.serialize(value);
  }
}
