package io.freshet.ingestion.mapping;

import io.freshet.ingestion.EventKind;
import io.freshet.schemas.config.ConfigException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code events}: an event that a row yields.
 *
 * @param kind interaction, item, text, label, request or inference
 * @param when further conditions for this event alone
 * @param oncePer template: only the first row of each of its values yields this event
 * @param fields canonical field → how it comes about; {@code context.x} and {@code numbers.x} set
 *     one entry
 */
record EventSpec(
    String kind,
    @Nullable RowFilter when,
    @Nullable String oncePer,
    @Nullable Map<String, FieldSpec> fields) {
  EventSpec {
    String given = kind;
    ConfigException.require(
        given != null && EventKind.ofCode(given).isPresent(),
        "events.kind",
        given,
        "one of " + Arrays.stream(EventKind.values()).map(EventKind::code).toList());
    when = Objects.requireNonNullElse(when, RowFilter.none());
    ConfigException.require(
        fields != null && !fields.isEmpty(), "events.fields", fields, "at least one field");
    fields = new LinkedHashMap<>(fields);
  }

  EventKind eventKind() {
    return EventKind.ofCode(kind).orElseThrow();
  }
}
