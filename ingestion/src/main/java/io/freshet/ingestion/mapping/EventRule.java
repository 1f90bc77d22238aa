package io.freshet.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ingestion.EventKind;
import io.freshet.schemas.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The compiled form of an {@link EventSpec}: from a row to the JSON of one canonical event. */
final class EventRule {
  private final EventKind kind;
  private final RowFilter when;
  private final Optional<Template> oncePer;
  private final List<FieldTarget> targets = new ArrayList<>();

  EventRule(EventSpec spec) {
    this.kind = spec.eventKind();
    this.when = Objects.requireNonNull(spec.when());
    this.oncePer = Optional.ofNullable(spec.oncePer()).map(Template::new);
    Schema schema = SpecificData.get().getSchema(kind.topic().type());
    Objects.requireNonNull(spec.fields())
        .forEach((name, field) -> targets.add(FieldTarget.of(schema, name, field)));
  }

  EventKind kind() {
    return kind;
  }

  /** Every name that the rule asks of a row. */
  List<String> names() {
    List<String> names = new ArrayList<>(when.names());
    oncePer.ifPresent(template -> names.addAll(template.names()));
    targets.forEach(target -> names.addAll(target.rule().template().names()));
    return names;
  }

  /** The JSON of the event, if this row yields one. */
  Optional<Draft> draft(SourceRow row, OptionalLong time) {
    if (!when.accepts(row)) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    targets.forEach(target -> target.put(row, json));
    if (time.isPresent() && !json.has("eventTime")) {
      json.put("eventTime", time.getAsLong());
    }
    Optional<String> once = oncePer.flatMap(t -> t.render(row)).map(JsonNode::asText);
    return Optional.of(new Draft(kind, json, once.map(key -> kind.code() + '/' + key)));
  }

  /**
   * @param oncePer where an event is wanted once per key: that key
   */
  record Draft(EventKind kind, ObjectNode json, Optional<String> oncePer) {
    /**
     * With an event id, unless the mapping gave it one. An event that is wanted once per key is
     * called after the key.
     *
     * @param source name of the mapping
     * @param rowId for the others; absent: they are called after their content
     */
    Draft identified(String source, Optional<String> rowId) {
      if (!json.has(kind.idField())) {
        oncePer
            .map(key -> source + '/' + key)
            .or(() -> rowId)
            .ifPresent(id -> json.put(kind.idField(), id));
      }
      return this;
    }
  }

  /**
   * @param name canonical field
   * @param entry entry of the field, where that is a map
   */
  private record FieldTarget(
      String name, Optional<String> entry, Schema.Type type, FieldSpec.FieldRule rule) {
    static FieldTarget of(Schema schema, String path, FieldSpec spec) {
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      Schema.Field field = schema.getField(name);
      ConfigException.require(
          field != null && !name.equals("ingestTime"),
          "events.fields",
          path,
          "a field of "
              + schema.getName()
              + ": "
              + schema.getFields().stream().map(Schema.Field::name).toList());
      Schema.Type type = CanonicalType.of(Objects.requireNonNull(field));
      ConfigException.require(
          dot < 0 || type == Schema.Type.MAP,
          "events.fields",
          path,
          "no dot, for '" + name + "' has no entries");
      return new FieldTarget(
          name,
          dot < 0 ? Optional.empty() : Optional.of(path.substring(dot + 1)),
          dot < 0 ? type : field.schema().getValueType().getType(),
          spec.rule());
    }

    void put(SourceRow row, ObjectNode json) {
      rule.value(row)
          .map(node -> CanonicalType.convert(node, type))
          .ifPresent(
              node -> {
                if (entry.isPresent()) {
                  json.withObjectProperty(name).set(entry.get(), node);
                } else {
                  json.set(name, node);
                }
              });
    }
  }
}
