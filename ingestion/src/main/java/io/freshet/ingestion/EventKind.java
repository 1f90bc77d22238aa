package io.freshet.ingestion;

import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/** The canonical events that ingestion takes, each with its topic. */
public enum EventKind {
  INTERACTION(Topics.INTERACTIONS, "eventId"),
  ITEM(Topics.ITEMS, "eventId"),
  TEXT(Topics.TEXTS, "eventId"),
  LABEL(Topics.LABELS, "eventId"),
  REQUEST(Topics.REQUESTS, "requestId"),
  INFERENCE(Topics.INFERENCE_REQUESTS, "id");

  private final Topic<? extends SpecificRecordBase> topic;
  private final String idField;

  EventKind(Topic<? extends SpecificRecordBase> topic, String idField) {
    this.topic = topic;
    this.idField = idField;
  }

  /** Where such events go; the topic's name is also the last part of the HTTP path. */
  public Topic<? extends SpecificRecordBase> topic() {
    return topic;
  }

  /** The field that holds the unique id. */
  public String idField() {
    return idField;
  }

  /** Singular, lower case: what mapping files say. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<EventKind> ofTopic(String topicName) {
    return Arrays.stream(values()).filter(kind -> kind.topic.name().equals(topicName)).findFirst();
  }

  public static Optional<EventKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
