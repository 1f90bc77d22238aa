package io.freshet.ingestion.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.InvalidEventException;
import io.freshet.ingestion.JsonText;
import io.freshet.ingestion.Parsed;
import io.freshet.ingestion.Reason;
import io.freshet.ingestion.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request body holds: one JSON object, an array of them, NDJSON (one per line), or
 * CloudEvents (structured, batched or binary). NDJSON is known by its media type, or by a first
 * line that is a whole object with more lines after it.
 *
 * @param entries the events in their order
 * @param form how the places are counted
 */
record EventBody(List<BodyEntry> entries, Form form) {
  /** How the events lie in the body. */
  enum Form {
    SINGLE,
    ARRAY,
    LINES
  }

  /**
   * @param headers names in lower case
   */
  static EventBody read(
      EventKind kind, Map<String, String> headers, byte[] body, EventParser parser) {
    String media = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    if (media.startsWith("application/cloudevents-batch")) {
      return array(body, node -> CloudEventBody.parse(kind, node, parser));
    }
    if (media.startsWith("application/cloudevents") || headers.containsKey("ce-specversion")) {
      return single(CloudEventBody.parse(kind, new TreeMap<>(headers), body, parser));
    }
    if (media.contains("ndjson") || media.contains("jsonl")) {
      return lines(kind, body, parser);
    }
    return sniffed(kind, body, parser);
  }

  private static EventBody sniffed(EventKind kind, byte[] body, EventParser parser) {
    int start = firstVisible(body, 0);
    if (start < body.length && body[start] == '[') {
      return array(body, node -> parser.parse(kind, node));
    }
    int end = lineEnd(body, start);
    boolean more = firstVisible(body, end) < body.length;
    return more && isJson(Arrays.copyOfRange(body, start, end))
        ? lines(kind, body, parser)
        : single(parser.parse(kind, body));
  }

  private static boolean isJson(byte[] line) {
    try {
      return JsonText.read(line).isObject();
    } catch (InvalidEventException e) {
      return false;
    }
  }

  private static EventBody single(Parsed parsed) {
    return new EventBody(List.of(new BodyEntry(0, parsed)), Form.SINGLE);
  }

  private static EventBody lines(EventKind kind, byte[] body, EventParser parser) {
    List<BodyEntry> entries = new ArrayList<>();
    int line = 1;
    for (int start = 0; start < body.length; line++) {
      int end = lineEnd(body, start);
      if (firstVisible(body, start) < end) {
        entries.add(new BodyEntry(line, parser.parse(kind, Arrays.copyOfRange(body, start, end))));
      }
      start = end + 1;
    }
    return entries.isEmpty() ? nothing() : new EventBody(entries, Form.LINES);
  }

  /** From the JSON of one event to the event. */
  private interface NodeParser {
    Parsed parse(JsonNode node);
  }

  private static EventBody array(byte[] body, NodeParser parser) {
    try {
      JsonNode json = JsonText.read(body);
      if (!json.isArray() || json.isEmpty()) {
        return nothing();
      }
      List<BodyEntry> entries = new ArrayList<>(json.size());
      for (JsonNode node : json) {
        entries.add(new BodyEntry(entries.size(), parser.parse(node)));
      }
      return new EventBody(entries, Form.ARRAY);
    } catch (InvalidEventException e) {
      return single(Parsed.invalid(e.violation()));
    }
  }

  private static EventBody nothing() {
    return single(
        Parsed.invalid(new Violation("", "", Reason.MALFORMED_JSON, "at least one event")));
  }

  private static int lineEnd(byte[] body, int from) {
    int end = from;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static int firstVisible(byte[] body, int from) {
    int start = from;
    while (start < body.length && body[start] >= 0 && body[start] <= ' ') {
      start++;
    }
    return start;
  }
}
