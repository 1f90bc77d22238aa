package io.freshet.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Parses and validates one event from JSON; the field names are those of the Avro schemas. Whatever
 * the input, the answer is an event or a reason, never an exception.
 *
 * <ul>
 *   <li>{@code eventTime}: epoch milliseconds or ISO-8601 with zone; absent means now.
 *   <li>{@code eventId} (of a request: {@code requestId}, of an inference: {@code id}): absent
 *       means that it is derived from the content, so that the same event sent again is a
 *       duplicate.
 *   <li>{@code type} of an interaction: in any case.
 *   <li>{@code numbers} has a number per name, {@code image} the bytes of a file in base64.
 *   <li>{@code context}, {@code attributes} and {@code numbers} take any key; elsewhere an unknown
 *       field is an error. {@code ingestTime} is not for the sender to say.
 * </ul>
 *
 * Thread-safe.
 */
public final class EventParser {
  private static final Map<EventKind, Set<String>> FIELDS = new EnumMap<>(EventKind.class);
  private static final Map<String, InteractionType> TYPES =
      Arrays.stream(InteractionType.values())
          .collect(Collectors.toUnmodifiableMap(InteractionType::name, type -> type));
  private static final int MAX_COUNT = 1000;

  static {
    for (EventKind kind : EventKind.values()) {
      FIELDS.put(kind, fieldsOf(kind));
    }
  }

  private final Limits limits;
  private final LongSupplier clock;

  /**
   * @param clock epoch milliseconds: the ingest time
   */
  public EventParser(Limits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Parses bytes that should be one JSON object. */
  public Parsed parse(EventKind kind, byte[] json) {
    try {
      return parse(kind, JsonText.read(json));
    } catch (InvalidEventException e) {
      return Parsed.invalid(e.violation());
    }
  }

  public Parsed parse(EventKind kind, JsonNode json) {
    try {
      if (!(json instanceof ObjectNode object)) {
        throw new InvalidEventException(
            "", json.toString(), Reason.MALFORMED_JSON, "a JSON object");
      }
      FieldReader fields = new FieldReader(object, limits, clock.getAsLong());
      fields.rejectUnknown(FIELDS.get(kind));
      SpecificRecordBase value = read(kind, fields, id(kind, fields, object));
      return Parsed.of(new Event(kind, value));
    } catch (InvalidEventException e) {
      return Parsed.invalid(e.violation());
    }
  }

  private static String id(EventKind kind, FieldReader fields, ObjectNode object)
      throws InvalidEventException {
    return fields.optionalId(kind.idField()).orElseGet(() -> ContentId.of(kind, object));
  }

  private static SpecificRecordBase read(EventKind kind, FieldReader fields, String id)
      throws InvalidEventException {
    switch (kind) {
      case INTERACTION:
        return interaction(fields, id);
      case ITEM:
        return item(fields, id);
      case TEXT:
        return text(fields, id);
      case LABEL:
        return label(fields, id);
      case REQUEST:
        return request(fields, id);
      case INFERENCE:
        return inference(fields, id);
    }
    throw new IllegalArgumentException("no such kind: " + kind);
  }

  private static Interaction interaction(FieldReader fields, String id)
      throws InvalidEventException {
    Interaction.Builder event =
        Interaction.newBuilder()
            .setEventId(id)
            .setUser(fields.id("user"))
            .setItem(fields.id("item"))
            .setType(type(fields))
            .setEventTime(fields.eventTime())
            .setIngestTime(fields.now())
            .setContext(fields.map("context"));
    fields.number("value", -Double.MAX_VALUE).ifPresent(event::setValue);
    fields.optionalId("session").ifPresent(event::setSession);
    fields.optionalId("requestId").ifPresent(event::setRequestId);
    fields.integer("position", 0, Integer.MAX_VALUE).ifPresent(event::setPosition);
    return event.build();
  }

  private static InteractionType type(FieldReader fields) throws InvalidEventException {
    String name = fields.id("type");
    InteractionType type = TYPES.get(name.toUpperCase(Locale.ROOT));
    if (type == null) {
      throw new InvalidEventException(
          "type",
          name,
          Reason.UNKNOWN_TYPE,
          "one of " + Arrays.toString(InteractionType.values()).toLowerCase(Locale.ROOT));
    }
    return type;
  }

  private static Item item(FieldReader fields, String id) throws InvalidEventException {
    Item.Builder event =
        Item.newBuilder()
            .setEventId(id)
            .setItem(fields.id("item"))
            .setCategories(fields.ids("categories"))
            .setTags(fields.ids("tags"))
            .setAttributes(fields.map("attributes"))
            .setDeleted(fields.flag("deleted"))
            .setEventTime(fields.eventTime())
            .setIngestTime(fields.now());
    fields.optionalText("title").ifPresent(event::setTitle);
    fields.optionalText("text").ifPresent(event::setText);
    fields.number("price", 0).ifPresent(event::setPrice);
    fields.created().ifPresent(event::setCreated);
    return event.build();
  }

  private static Text text(FieldReader fields, String id) throws InvalidEventException {
    Text.Builder event =
        Text.newBuilder()
            .setEventId(id)
            .setTextId(fields.id("textId"))
            .setText(fields.text("text"))
            .setTasks(fields.ids("tasks"))
            .setContext(fields.map("context"))
            .setEventTime(fields.eventTime())
            .setIngestTime(fields.now());
    fields.optionalId("user").ifPresent(event::setUser);
    fields.optionalId("language").ifPresent(event::setLanguage);
    return event.build();
  }

  private static Label label(FieldReader fields, String id) throws InvalidEventException {
    return Label.newBuilder()
        .setEventId(id)
        .setTextId(fields.id("textId"))
        .setTask(fields.id("task"))
        .setLabel(fields.id("label"))
        .setWeight(fields.number("weight", 0).map(Double::floatValue).orElse(1f))
        .setNegated(fields.flag("negated"))
        .setEventTime(fields.eventTime())
        .setIngestTime(fields.now())
        .build();
  }

  private static RecommendationRequest request(FieldReader fields, String id)
      throws InvalidEventException {
    RecommendationRequest.Builder event =
        RecommendationRequest.newBuilder()
            .setRequestId(id)
            .setUser(fields.id("user"))
            .setExclude(fields.ids("exclude"))
            .setContext(fields.map("context"))
            .setEventTime(fields.eventTime())
            .setIngestTime(fields.now());
    fields.integer("count", 1, MAX_COUNT).ifPresent(event::setCount);
    return event.build();
  }

  private static InferenceRequest inference(FieldReader fields, String id)
      throws InvalidEventException {
    InferenceRequest.Builder event =
        InferenceRequest.newBuilder()
            .setId(id)
            .setModel(fields.id("model"))
            .setNumbers(fields.numbers("numbers"))
            .setEventTime(fields.eventTime())
            .setIngestTime(fields.now());
    fields.optionalText("text").ifPresent(event::setText);
    fields.file("image").ifPresent(event::setImage);
    return event.build();
  }

  private static Set<String> fieldsOf(EventKind kind) {
    Set<String> names = new LinkedHashSet<>();
    for (Schema.Field field : schemaOf(kind).getFields()) {
      names.add(field.name());
    }
    names.remove("ingestTime");
    return names;
  }

  private static Schema schemaOf(EventKind kind) {
    return SpecificData.get().getSchema(kind.topic().type());
  }
}
