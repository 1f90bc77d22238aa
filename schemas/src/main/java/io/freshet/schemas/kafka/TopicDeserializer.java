package io.freshet.schemas.kafka;

import io.freshet.schemas.topic.Tombstone;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns a consumer record of a topic into its value. Thread-safe. */
public final class TopicDeserializer<T extends SpecificRecordBase> {
  private final RecordCodec<T> codec;
  private final Optional<Tombstone<T>> tombstone;

  public TopicDeserializer(Topic<T> topic) {
    this.codec = topic.codec();
    this.tombstone = topic.tombstone();
  }

  /** The value; empty for a tombstone that has no meaning on this topic. */
  public Optional<T> deserialize(ConsumerRecord<byte[], byte[]> record)
      throws MalformedRecordException {
    if (record.value() != null) {
      return Optional.of(codec.decode(record.value()));
    }
    if (record.key() == null || tombstone.isEmpty()) {
      return Optional.empty();
    }
    try {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      return Optional.of(tombstone.get().removed(key));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException("not a readable tombstone: " + e.getMessage(), e);
    }
  }
}
