package io.freshet.schemas.kafka;

import io.freshet.schemas.topic.Tombstone;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Turns a value of a topic into the producer record that carries it. Thread-safe. */
public final class TopicSerializer<T extends SpecificRecordBase> {
  private final Topic<T> topic;
  private final RecordCodec<T> codec;
  private final @Nullable Tombstone<T> tombstone;

  public TopicSerializer(Topic<T> topic) {
    this.topic = topic;
    this.codec = topic.codec();
    this.tombstone = topic.tombstone().orElse(null);
  }

  public ProducerRecord<byte[], byte[]> serialize(T value) {
    byte[] key = topic.keyOf(value).getBytes(StandardCharsets.UTF_8);
    boolean removed = tombstone != null && tombstone.isTombstone(value);
    return new ProducerRecord<>(topic.name(), key, removed ? null : codec.encode(value));
  }
}
