package io.freshet.ingestion.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.Reason;
import io.freshet.ingestion.Violation;
import io.freshet.schemas.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping file says: how rows of a foreign file, or messages of a foreign topic, become
 * canonical events. One row may yield several events. Immutable and thread-safe.
 *
 * <pre>{@code
 * format: {type: csv}
 * rows: {require: [customer], exclude: {invoice: "C.*"}}
 * time: {from: "{date}", format: "yyyy-MM-dd HH:mm:ss", zone: UTC}
 * events:
 *   - kind: interaction
 *     fields: {user: "{customer}", item: "{article}", type: purchase}
 * }</pre>
 */
public final class Mapping {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final String name;
  private final RowFormat format;
  private final RowFilter rows;
  private final Optional<TimeSpec.RowClock> clock;
  private final List<EventRule> events;
  private final int labelDelay;

  private Mapping(String defaultName, Content content) {
    this.name = Objects.requireNonNullElse(content.name(), defaultName);
    this.format = Objects.requireNonNullElse(content.format(), RowFormat.defaults());
    this.rows = Objects.requireNonNullElse(content.rows(), RowFilter.none());
    this.clock = Optional.ofNullable(content.time()).map(TimeSpec::clock);
    this.events =
        Objects.requireNonNullElse(content.events(), List.<EventSpec>of()).stream()
            .map(EventRule::new)
            .toList();
    this.labelDelay = content.labelDelay();
    ConfigException.require(!events.isEmpty(), "events", events, "at least one event");
    ConfigException.require(labelDelay >= 0, "label-delay", labelDelay, "0 or more");
  }

  /** The mapping is called like the file, without its ending, unless it says otherwise. */
  public static Mapping read(Path file) {
    String fileName = file.getFileName().toString();
    try {
      return parse(fileName.replaceFirst("\\.ya?ml$", ""), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException("mapping file " + file + " cannot be read: " + e.getMessage());
    } catch (ConfigException e) {
      throw new ConfigException(file + ": " + e.getMessage());
    }
  }

  /**
   * @param name what the source is called in event ids, unless the text says otherwise
   */
  public static Mapping parse(String name, String yaml) {
    try {
      return new Mapping(name, YAML.readValue(yaml, Content.class));
    } catch (JsonMappingException e) {
      throw new ConfigException("mapping " + name + ": " + reason(e));
    } catch (JsonProcessingException e) {
      throw new ConfigException("mapping " + name + ": " + e.getOriginalMessage());
    }
  }

  private static String reason(JsonMappingException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConfigException) {
        return t.getMessage();
      }
    }
    return e.getOriginalMessage() + " at " + e.getPathReference();
  }

  /** What the source is called in event ids. */
  public String name() {
    return name;
  }

  /** How many texts later a text's label is known. */
  public int labelDelay() {
    return labelDelay;
  }

  /** The kinds of events that rows may yield. */
  public Set<EventKind> kinds() {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    events.forEach(event -> kinds.add(event.kind()));
    return kinds;
  }

  RowFormat format() {
    return format;
  }

  /** False: the row is skipped. */
  boolean accepts(SourceRow row) {
    return rows.accepts(row);
  }

  /**
   * When the row happened, epoch milliseconds.
   *
   * @param number of the row in the whole source, for made-up times
   */
  OptionalLong timeOf(SourceRow row, long number) {
    return clock.isEmpty() ? OptionalLong.empty() : clock.get().timeOf(row, number);
  }

  /** What is wrong with a row that should have a time and has none. */
  Violation timeViolation(SourceRow row) {
    Optional<String> text = clock.flatMap(c -> c.source().render(row)).map(JsonNode::asText);
    return new Violation(
        "eventTime",
        text.orElse(""),
        text.isPresent() ? Reason.WRONG_TYPE : Reason.MISSING_FIELD,
        "a time as the mapping '" + name + "' describes it");
  }

  boolean hasTime() {
    return clock.isPresent();
  }

  /** The JSON of each event that the row yields. */
  List<EventRule.Draft> drafts(SourceRow row, OptionalLong time) {
    List<EventRule.Draft> drafts = new ArrayList<>(events.size());
    events.forEach(event -> event.draft(row, time).ifPresent(drafts::add));
    return drafts;
  }

  /** Fails if the mapping asks for a column that the file does not have. */
  void requireColumns(Set<String> columns, String file) {
    Set<String> asked = new HashSet<>(rows.names());
    clock.ifPresent(c -> asked.addAll(c.source().names()));
    events.forEach(event -> asked.addAll(event.names()));
    asked.removeIf(column -> column.startsWith("@"));
    asked.removeAll(columns);
    ConfigException.require(
        asked.isEmpty(), "mapping " + name, asked, "a column of " + file + ": " + columns);
  }

  /** The file as it is written. */
  private record Content(
      @Nullable String name,
      @Nullable RowFormat format,
      @Nullable RowFilter rows,
      @Nullable TimeSpec time,
      @Nullable List<EventSpec> events,
      @JsonProperty("label-delay") int labelDelay) {}
}
