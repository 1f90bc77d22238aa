package io.freshet.ingestion.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.schemas.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one canonical field comes about: a template, then, in this order, replacements, a value map,
 * a default, a split into a list. A text instead of keys is the template alone.
 *
 * @param from template
 * @param replace regular expression → replacement, each applied to the whole text
 * @param map value → value; one that is not in it stays as it is
 * @param orElse when the source has none (key {@code default})
 * @param split separator, for fields that are lists
 * @param time how the source writes it, for fields that are times; see {@link TimeFormat}
 * @param zone of times without one
 */
record FieldSpec(
    String from,
    @Nullable Map<String, String> replace,
    @Nullable Map<String, String> map,
    @JsonProperty("default") @Nullable String orElse,
    @Nullable String split,
    @Nullable String time,
    @Nullable String zone) {
  FieldSpec {
    ConfigException.require(
        from != null, "field", "without 'from'", "a template such as \"{column}\"");
    replace = replace == null ? Map.of() : replace;
    map = map == null ? Map.of() : Map.copyOf(map);
    zone = Objects.requireNonNullElse(zone, "UTC");
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static FieldSpec of(String template) {
    return new FieldSpec(template, null, null, null, null, null, null);
  }

  FieldRule rule() {
    return new FieldRule(this);
  }

  /** The compiled form. */
  static final class FieldRule {
    private final FieldSpec spec;
    private final Template template;
    private final Map<Pattern, String> replacements;
    private final Map<String, String> values;
    private final Optional<TimeFormat> times;

    private FieldRule(FieldSpec spec) {
      this.spec = spec;
      this.template = new Template(spec.from());
      this.replacements = new LinkedHashMap<>();
      Objects.requireNonNull(spec.replace())
          .forEach((pattern, text) -> replacements.put(Pattern.compile(pattern), text));
      this.values = Objects.requireNonNull(spec.map());
      this.times =
          Optional.ofNullable(spec.time())
              .map(format -> new TimeFormat(format, Objects.requireNonNull(spec.zone())));
    }

    Template template() {
      return template;
    }

    Optional<JsonNode> value(SourceRow row) {
      return template
          .render(row)
          .map(this::rewritten)
          .filter(node -> !(node.isTextual() && node.asText().isEmpty()))
          .or(() -> Optional.ofNullable(spec.orElse()).map(TextNode::valueOf))
          .map(this::timed)
          .map(this::parted);
    }

    private JsonNode rewritten(JsonNode node) {
      if (replacements.isEmpty() && values.isEmpty()) {
        return node;
      }
      String text = node.asText();
      for (Map.Entry<Pattern, String> replacement : replacements.entrySet()) {
        text = replacement.getKey().matcher(text).replaceAll(replacement.getValue());
      }
      return TextNode.valueOf(values.getOrDefault(text, text));
    }

    private JsonNode timed(JsonNode node) {
      if (times.isEmpty()) {
        return node;
      }
      var millis = times.get().parse(node.asText());
      return millis.isPresent() ? JsonNodeFactory.instance.numberNode(millis.getAsLong()) : node;
    }

    private JsonNode parted(JsonNode node) {
      String separator = spec.split();
      if (separator == null) {
        return node;
      }
      ArrayNode parts = JsonNodeFactory.instance.arrayNode();
      for (String part : node.asText().split(Pattern.quote(separator))) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
      return parts;
    }
  }
}
