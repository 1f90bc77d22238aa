package io.freshet.ingestion.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.InvalidEventException;
import io.freshet.ingestion.JsonText;
import io.freshet.ingestion.Parsed;
import io.freshet.ingestion.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0: the data is the event. What it does not say itself comes from the envelope: the
 * id (source and id, which together are unique) and the time.
 */
final class CloudEventBody {
  private static final JsonFormat JSON = new JsonFormat();

  private CloudEventBody() {}

  /** Structured or binary mode, as the headers say. */
  static Parsed parse(
      EventKind kind, Map<String, String> headers, byte[] body, EventParser parser) {
    try {
      return parse(kind, HttpMessageFactory.createReader(headers, body).toEvent(), parser);
    } catch (CloudEventRWException
        | EventDeserializationException
        | IllegalArgumentException
        | IllegalStateException e) {
      return Parsed.invalid(malformed(e).violation());
    }
  }

  /** One entry of a batch. */
  static Parsed parse(EventKind kind, JsonNode envelope, EventParser parser) {
    try {
      byte[] bytes = envelope.toString().getBytes(StandardCharsets.UTF_8);
      return parse(kind, JSON.deserialize(bytes), parser);
    } catch (CloudEventRWException | EventDeserializationException | IllegalArgumentException e) {
      return Parsed.invalid(malformed(e).violation());
    }
  }

  private static Parsed parse(EventKind kind, CloudEvent event, EventParser parser) {
    try {
      JsonNode data = data(event.getData());
      if (data instanceof ObjectNode object) {
        complete(kind, event, object);
      }
      return parser.parse(kind, data);
    } catch (InvalidEventException e) {
      return Parsed.invalid(e.violation());
    }
  }

  private static void complete(EventKind kind, CloudEvent event, ObjectNode object) {
    if (!object.hasNonNull(kind.idField())) {
      object.put(kind.idField(), event.getSource() + "/" + event.getId());
    }
    if (!object.hasNonNull("eventTime") && event.getTime() != null) {
      object.put("eventTime", event.getTime().toString());
    }
  }

  private static JsonNode data(@Nullable CloudEventData data) throws InvalidEventException {
    if (data == null) {
      throw new InvalidEventException("data", "", Reason.MISSING_FIELD, "a JSON object");
    }
    return data instanceof JsonCloudEventData json ? json.getNode() : JsonText.read(data.toBytes());
  }

  private static InvalidEventException malformed(RuntimeException e) {
    return new InvalidEventException(
        "", "", Reason.MALFORMED_CLOUD_EVENT, "CloudEvents 1.0: " + e.getMessage());
  }
}
