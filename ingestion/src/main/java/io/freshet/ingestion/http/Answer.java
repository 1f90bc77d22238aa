package io.freshet.ingestion.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ingestion.SinkException;
import io.freshet.ingestion.Violation;

/**
 * A status and a JSON body.
 *
 * @param retryAfter seconds after which another try makes sense, 0 when it makes none
 */
record Answer(int status, ObjectNode body, int retryAfter) {
  static final int ACCEPTED = 202;
  static final int MULTI_STATUS = 207;
  static final int BAD_REQUEST = 400;
  static final int TOO_LARGE = 413;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

  static Answer error(int status, String reason, String message) {
    return new Answer(status, errorBody(reason, message), 0);
  }

  static Answer busy() {
    return new Answer(TOO_MANY, errorBody("buffer-full", "too many events wait for the broker"), 1);
  }

  /** Nothing of the request is promised to be safe. */
  static Answer failed(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    if (error instanceof SinkException failure) {
      cause = failure;
    }
    if (cause instanceof SinkException failure && failure.kind() == SinkException.Kind.FULL) {
      return busy();
    }
    if (cause instanceof SinkException failure && failure.kind() == SinkException.Kind.TOO_LARGE) {
      return error(TOO_LARGE, "too-large", "an event is larger than the broker takes");
    }
    return new Answer(
        UNAVAILABLE, errorBody("broker-unavailable", "the broker did not acknowledge in time"), 2);
  }

  /**
   * The events that could be read are safe: 202 if that is all of them, 207 if some, 400 if none.
   *
   * @param duplicates of the accepted: ids that had been sent before
   */
  static Answer taken(EventBody events, int duplicates) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    String place = events.form() == EventBody.Form.LINES ? "line" : "index";
    for (BodyEntry entry : events.entries()) {
      entry
          .parsed()
          .violation()
          .ifPresent(violation -> errors.add(errorEntry(place, entry.place(), violation)));
    }
    int accepted = events.entries().size() - errors.size();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("accepted", accepted);
    body.put("duplicates", duplicates);
    body.put("rejected", errors.size());
    body.set("errors", errors);
    if (accepted == 0) {
      return new Answer(BAD_REQUEST, body, 0);
    }
    return new Answer(errors.isEmpty() ? ACCEPTED : MULTI_STATUS, body, 0);
  }

  private static ObjectNode errorEntry(String placeName, int place, Violation violation) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(placeName, place)
        .put("field", violation.field())
        .put("value", violation.value())
        .put("reason", violation.reason().code())
        .put("message", violation.message());
  }

  private static ObjectNode errorBody(String reason, String message) {
    return JsonNodeFactory.instance.objectNode().put("reason", reason).put("message", message);
  }
}
