package io.freshet.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one JSON object, each with its type and limits. */
final class FieldReader {
  private static final long EARLIEST_EVENT = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
  private static final long EARLIEST_CREATED = Instant.parse("1800-01-01T00:00:00Z").toEpochMilli();

  private final ObjectNode object;
  private final Limits limits;
  private final long now;

  /**
   * @param now ingest time, epoch milliseconds
   */
  FieldReader(ObjectNode object, Limits limits, long now) {
    this.object = object;
    this.limits = limits;
    this.now = now;
  }

  long now() {
    return now;
  }

  void rejectUnknown(Set<String> known) throws InvalidEventException {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        throw new InvalidEventException(
            shortened(field.getKey()),
            field.getValue().toString(),
            Reason.UNKNOWN_FIELD,
            "one of " + known);
      }
    }
  }

  String id(String field) throws InvalidEventException {
    return optionalId(field).orElseThrow(() -> missing(field));
  }

  Optional<String> optionalId(String field) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    return node.isEmpty() ? Optional.empty() : Optional.of(identifier(field, node.get()));
  }

  String text(String field) throws InvalidEventException {
    return optionalText(field).orElseThrow(() -> missing(field));
  }

  Optional<String> optionalText(String field) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String text = string(field, node.get());
    if (text.isBlank()) {
      throw new InvalidEventException(field, text, Reason.EMPTY_FIELD, "a text");
    }
    limitBytes(field, 0, text);
    return Optional.of(text);
  }

  Optional<Double> number(String field, double least) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    return node.isEmpty() ? Optional.empty() : Optional.of(number(field, node.get(), least));
  }

  private static double number(String path, JsonNode node, double least)
      throws InvalidEventException {
    if (!node.isNumber()) {
      throw wrongType(path, node, "a number");
    }
    double value = node.doubleValue();
    if (!Double.isFinite(value) || value < least) {
      throw outOfRange(
          path, node, least == -Double.MAX_VALUE ? "a finite number" : "at least " + least);
    }
    return value;
  }

  Map<String, Double> numbers(String field) throws InvalidEventException {
    Map<String, Double> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : entries(field, "an object of numbers")) {
      String path = path(field, entry.getKey());
      all.put(entry.getKey(), number(path, entry.getValue(), -Double.MAX_VALUE));
    }
    return all;
  }

  /** The bytes of a file, in base64. */
  Optional<ByteBuffer> file(String field) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    return node.isEmpty()
        ? Optional.empty()
        : Optional.of(EncodedFile.read(field, node.get(), limits.maxImageBytes()));
  }

  Optional<Integer> integer(String field, int least, int most) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!node.get().isIntegralNumber()) {
      throw wrongType(field, node.get(), "a whole number");
    }
    if (!node.get().canConvertToInt()
        || node.get().intValue() < least
        || node.get().intValue() > most) {
      throw outOfRange(field, node.get(), least + " to " + most);
    }
    return Optional.of(node.get().intValue());
  }

  boolean flag(String field) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    if (node.isPresent() && !node.get().isBoolean()) {
      throw wrongType(field, node.get(), "true or false");
    }
    return node.map(JsonNode::booleanValue).orElse(false);
  }

  /** When it happened; the ingest time when it is not said. */
  long eventTime() throws InvalidEventException {
    return time("eventTime", EARLIEST_EVENT).orElse(now);
  }

  Optional<Long> created() throws InvalidEventException {
    return time("created", EARLIEST_CREATED);
  }

  private Optional<Long> time(String field, long earliest) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    long time = millis(field, node.get());
    long latest = now + limits.futureTolerance().toMillis();
    if (time < earliest || time > latest) {
      throw outOfRange(
          field,
          node.get(),
          "from " + Instant.ofEpochMilli(earliest) + " to " + Instant.ofEpochMilli(latest));
    }
    return Optional.of(time);
  }

  private static long millis(String field, JsonNode node) throws InvalidEventException {
    if (node.isIntegralNumber()) {
      if (!node.canConvertToLong()) {
        throw outOfRange(field, node, "epoch milliseconds");
      }
      return node.longValue();
    }
    try {
      return OffsetDateTime.parse(node.textValue()).toInstant().toEpochMilli();
    } catch (DateTimeException | NullPointerException | ArithmeticException e) {
      throw wrongType(field, node, "epoch milliseconds or ISO-8601 with zone");
    }
  }

  List<String> ids(String field) throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!node.get().isArray()) {
      throw wrongType(field, node.get(), "an array of strings");
    }
    limitEntries(field, node.get());
    List<String> all = new ArrayList<>(node.get().size());
    for (JsonNode entry : node.get()) {
      all.add(identifier(field, entry));
    }
    return all;
  }

  Map<String, String> map(String field) throws InvalidEventException {
    Map<String, String> all = new LinkedHashMap<>();
    int bytes = 0;
    for (Map.Entry<String, JsonNode> entry : entries(field, "an object of strings")) {
      String path = path(field, entry.getKey());
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        throw wrongType(path, entry.getValue(), "a string, a number, true or false");
      }
      String value = wellFormed(path, entry.getValue().asText());
      bytes = limitBytes(path, bytes, value);
      all.put(entry.getKey(), value);
    }
    return all;
  }

  /** The entries of an object, their names checked; none where it is absent. */
  private Set<Map.Entry<String, JsonNode>> entries(String field, String expected)
      throws InvalidEventException {
    Optional<JsonNode> node = node(field);
    if (node.isEmpty()) {
      return Set.of();
    }
    if (!node.get().isObject()) {
      throw wrongType(field, node.get(), expected);
    }
    limitEntries(field, node.get());
    for (Map.Entry<String, JsonNode> entry : node.get().properties()) {
      String path = path(field, entry.getKey());
      limitLength(path, wellFormed(path, entry.getKey()));
    }
    return node.get().properties();
  }

  private static String path(String field, String entry) {
    return field + "." + shortened(entry);
  }

  private String identifier(String field, JsonNode node) throws InvalidEventException {
    String id = string(field, node);
    if (id.isBlank()) {
      throw new InvalidEventException(field, id, Reason.EMPTY_FIELD, "a name or id");
    }
    limitLength(field, id);
    return id;
  }

  private static String string(String field, JsonNode node) throws InvalidEventException {
    if (!node.isTextual()) {
      throw wrongType(field, node, "a string");
    }
    return wellFormed(field, node.textValue());
  }

  /** Half a surrogate pair cannot be written as UTF-8. */
  private static String wellFormed(String field, String text) throws InvalidEventException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidEventException(field, text, Reason.INVALID_ENCODING, "whole characters");
    }
    return text;
  }

  private void limitLength(String field, String text) throws InvalidEventException {
    if (text.length() > limits.maxIdLength()) {
      throw new InvalidEventException(
          field, text, Reason.TOO_LARGE, "at most " + limits.maxIdLength() + " characters");
    }
  }

  private int limitBytes(String field, int before, String text) throws InvalidEventException {
    int bytes = before + text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > limits.maxTextBytes()) {
      throw new InvalidEventException(
          field, text, Reason.TOO_LARGE, "at most " + limits.maxTextBytes() + " bytes");
    }
    return bytes;
  }

  private void limitEntries(String field, JsonNode node) throws InvalidEventException {
    if (node.size() > limits.maxListSize()) {
      throw new InvalidEventException(
          field,
          node.size() + " entries",
          Reason.TOO_LARGE,
          "at most " + limits.maxListSize() + " entries");
    }
  }

  /** JSON null is as good as absent. */
  private Optional<JsonNode> node(String field) {
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  private static InvalidEventException missing(String field) {
    return new InvalidEventException(field, "", Reason.MISSING_FIELD, "this field");
  }

  private static InvalidEventException wrongType(String field, JsonNode node, String expected) {
    return new InvalidEventException(field, node.toString(), Reason.WRONG_TYPE, expected);
  }

  private static InvalidEventException outOfRange(String field, JsonNode node, String expected) {
    return new InvalidEventException(field, node.toString(), Reason.OUT_OF_RANGE, expected);
  }
}
