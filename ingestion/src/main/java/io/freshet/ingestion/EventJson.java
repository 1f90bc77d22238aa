package io.freshet.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Events as the JSON that {@link EventParser} reads. */
public final class EventJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EventJson() {}

  public static ObjectNode of(Event event) {
    ObjectNode json = MAPPER.createObjectNode();
    for (Schema.Field field : event.value().getSchema().getFields()) {
      if (!field.name().equals("ingestTime")) {
        node(event.value().get(field.pos())).ifPresent(node -> json.set(field.name(), node));
      }
    }
    return json;
  }

  private static Optional<JsonNode> node(@Nullable Object value) {
    if (value == null || (value instanceof Map<?, ?> map && map.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(MAPPER.valueToTree(value instanceof Enum<?> e ? e.name() : value));
  }
}
