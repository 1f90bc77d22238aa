package io.freshet.schemas.topic;

import io.freshet.schemas.wire.RecordCodec;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One entry of the topic catalogue.
 *
 * @param name topic name
 * @param type record type of the values
 * @param key Kafka key of a value
 * @param partitions partitions that it is created with
 * @param cleanup cleanup policy
 * @param retention how long records are kept, where the policy deletes
 * @param description one line for people
 */
public record Topic<T extends SpecificRecordBase>(
    String name,
    Class<T> type,
    KeyOf<T> key,
    int partitions,
    CleanupPolicy cleanup,
    Duration retention,
    String description)
    implements Serializable {

  /** A serialisable key function. */
  public interface KeyOf<T> extends Function<T, String>, Serializable {}

  public Topic {
    Objects.requireNonNull(type, "type");
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic " + name + ": partitions = " + partitions + ", expected at least 1");
    }
  }

  public RecordCodec<T> codec() {
    return RecordCodec.of(type);
  }

  public String keyOf(T value) {
    return key.apply(value);
  }

  /** What an absent value under a key stands for; empty where a tombstone has no meaning. */
  public Optional<Tombstone<T>> tombstone() {
    return Tombstone.of(this);
  }
}
