package io.freshet.schemas.flink;

import io.freshet.schemas.kafka.TopicDeserializer;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;

/**
 * Reads one topic; bytes that are no record become a dead letter with their position, never an
 * exception.
 */
@NullUnmarked
final class TopicReader<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<Received<T>> {
  private static final long serialVersionUID = 1L;

  private final Topic<T> topic;
  private final String stage;
  private transient TopicDeserializer<T> deserializer;

  TopicReader(Topic<T> topic, String stage) {
    this.topic = topic;
    this.stage = stage;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    deserializer = new TopicDeserializer<>(topic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Received<T>> out) {
    try {
      Optional<T> value = deserializer.deserialize(record);
      value.ifPresent(
          present -> out.collect(Received.of(present, record.partition(), record.offset())));
    } catch (MalformedRecordException e) {
      out.collect(Received.failed(deadLetter(record, e)));
    }
  }

  private Rejected deadLetter(ConsumerRecord<byte[], byte[]> record, MalformedRecordException e) {
    return Rejected.newBuilder()
        .setStage(stage)
        .setReason("malformed-record")
        .setMessage(e.getMessage())
        .setTopic(record.topic())
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setTarget(topic.name())
        .setKey(record.key() == null ? null : ByteBuffer.wrap(record.key()))
        .setPayload(ByteBuffer.wrap(record.value() == null ? new byte[0] : record.value()))
        .setTime(record.timestamp())
        .build();
  }

  @Override
  public TypeInformation<Received<T>> getProducedType() {
    return Received.typeOf(topic.type());
  }
}
