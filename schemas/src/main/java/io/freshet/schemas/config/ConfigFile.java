package io.freshet.schemas.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one configuration file: one section per job, each read into a validated record. A key that is
 * absent keeps the default of its record; a key that is unknown is an error that names it. Keys are
 * kebab-case.
 */
public final class ConfigFile {
  /** The sections that a file may have. */
  public static final Set<String> SECTIONS =
      Set.of(
          "kafka",
          "flink",
          "ingestion",
          "features",
          "models",
          "learner",
          "scoring",
          "standalone",
          "demo");

  private static final ObjectMapper MAPPER = mapper();

  private final String source;
  private final ObjectNode root;

  private ConfigFile(String source, ObjectNode root) {
    this.source = source;
    this.root = root;
    Set<String> unknown = new TreeSet<>();
    root.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(SECTIONS);
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          source + ": unknown section " + unknown + ", expected one of " + new TreeSet<>(SECTIONS));
    }
  }

  /** No file: every section has its defaults. */
  public static ConfigFile empty() {
    return new ConfigFile("defaults", MAPPER.createObjectNode());
  }

  public static ConfigFile read(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigException("configuration file " + file + " cannot be read");
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException("configuration file " + file + ": " + e.getMessage());
    }
  }

  /**
   * @param source what error messages call the text
   */
  public static ConfigFile parse(String source, String yaml) {
    try {
      JsonNode node = MAPPER.readTree(yaml);
      if (node == null || node.isMissingNode() || node.isNull()) {
        return new ConfigFile(source, MAPPER.createObjectNode());
      }
      if (!(node instanceof ObjectNode object)) {
        throw new ConfigException(source + ": expected sections, got " + node.getNodeType());
      }
      return new ConfigFile(source, object);
    } catch (JsonProcessingException e) {
      throw new ConfigException(source + ": " + e.getOriginalMessage());
    }
  }

  /** One section over its defaults. */
  public <T> T section(String name, T defaults) {
    JsonNode given = root.path(name);
    JsonNode merged = MAPPER.valueToTree(defaults);
    if (given instanceof ObjectNode overrides) {
      merge((ObjectNode) merged, overrides, defaults.getClass());
    } else if (!given.isMissingNode() && !given.isNull()) {
      throw new ConfigException(
          source + ": section " + name + " = " + given + ", expected keys and values");
    }
    return convert(name, merged, defaults);
  }

  /** The same file with another section, every key of it given. */
  public ConfigFile with(String name, Object config) {
    ObjectNode changed = root.deepCopy();
    changed.set(name, MAPPER.valueToTree(config));
    return new ConfigFile(source, changed);
  }

  /** The same file with one key of a section changed; the other keys stay as they are. */
  public ConfigFile with(String name, String key, Object value) {
    ObjectNode changed = root.deepCopy();
    ObjectNode section =
        changed.path(name) instanceof ObjectNode given ? given : changed.putObject(name);
    section.set(key, MAPPER.valueToTree(value));
    return new ConfigFile(source, changed);
  }

  /** A section as YAML text, every key included: what the shipped file is checked against. */
  public static String toYaml(String section, Object config) {
    try {
      return MAPPER.writeValueAsString(
          MAPPER.createObjectNode().set(section, MAPPER.valueToTree(config)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> T convert(String section, JsonNode merged, T defaults) {
    try {
      return (T) MAPPER.treeToValue(merged, defaults.getClass());
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigException(
          source
              + ": unknown key "
              + path(section, e.getPath())
              + ", expected one of "
              + e.getKnownPropertyIds());
    } catch (JsonMappingException e) {
      throw new ConfigException(source + ": " + path(section, e.getPath()) + ": " + reason(e));
    } catch (JsonProcessingException e) {
      throw new ConfigException(source + ": " + section + ": " + e.getOriginalMessage());
    }
  }

  private static String reason(JsonMappingException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConfigException) {
        return t.getMessage();
      }
    }
    return e.getOriginalMessage();
  }

  private static String path(String section, List<JsonMappingException.Reference> path) {
    StringBuilder text = new StringBuilder(section);
    for (JsonMappingException.Reference step : path) {
      text.append('.')
          .append(
              step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex()));
    }
    return text.toString();
  }

  /**
   * Records merge key by key; anything else, lists and maps of the user's own names included,
   * replaces the default.
   */
  private static void merge(ObjectNode base, ObjectNode over, Class<?> type) {
    Map<String, Class<?>> records = recordComponents(type);
    over.properties()
        .forEach(
            entry -> {
              Class<?> component = records.get(entry.getKey());
              if (component != null
                  && base.get(entry.getKey()) instanceof ObjectNode old
                  && entry.getValue() instanceof ObjectNode given) {
                merge(old, given, component);
              } else {
                base.set(entry.getKey(), entry.getValue());
              }
            });
  }

  /** The components of a record that are records themselves, by key. */
  private static Map<String, Class<?>> recordComponents(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getType().isRecord())
        .collect(Collectors.toMap(component -> key(component.getName()), RecordComponent::getType));
  }

  private static String key(String component) {
    return ((NamingBase) PropertyNamingStrategies.KEBAB_CASE).translate(component);
  }

  private static ObjectMapper mapper() {
    SimpleModule durations = new SimpleModule();
    durations.addSerializer(Duration.class, new DurationSerializer());
    durations.addDeserializer(Duration.class, new DurationDeserializer());
    return YAMLMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .addModule(durations)
        .build();
  }

  private static final class DurationSerializer extends JsonSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(DurationText.format(value));
    }
  }

  private static final class DurationDeserializer extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return DurationText.parse(in.getText());
    }
  }
}
