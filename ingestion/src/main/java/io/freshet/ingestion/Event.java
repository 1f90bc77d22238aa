package io.freshet.ingestion;

import io.freshet.schemas.topic.Topic;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One canonical event: an Avro record and the kind that it is of. The record belongs to whoever
 * holds the event.
 */
public record Event(EventKind kind, SpecificRecordBase value) {
  private static final String EVENT_TIME = "eventTime";
  private static final String INGEST_TIME = "ingestTime";

  /** The record, if it is one of the given type. */
  public <T extends SpecificRecordBase> Optional<T> as(Class<T> type) {
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** The unique id. */
  public String id() {
    return (String) value.get(kind.idField());
  }

  /** Epoch milliseconds. */
  public long eventTime() {
    return (long) value.get(EVENT_TIME);
  }

  /** The key of its topic: user, item or text. */
  @SuppressWarnings("unchecked")
  public String key() {
    return ((Topic<SpecificRecordBase>) kind.topic()).keyOf(value);
  }

  /** Sets when it was accepted, epoch milliseconds, on the record itself. */
  public Event ingestedAt(long time) {
    value.put(INGEST_TIME, time);
    return this;
  }

  /** Sets when it happened, epoch milliseconds, on the record itself. */
  public Event happenedAt(long time) {
    value.put(EVENT_TIME, time);
    return this;
  }
}
