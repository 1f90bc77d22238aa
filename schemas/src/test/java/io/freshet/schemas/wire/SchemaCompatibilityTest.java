package io.freshet.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {
  static Stream<Class<? extends SpecificRecordBase>> types() {
    return Topics.all().stream().<Class<? extends SpecificRecordBase>>map(t -> t.type()).distinct();
  }

  @ParameterizedTest
  @MethodSource("types")
  void currentSchemaIsTheNewestVersion(Class<? extends SpecificRecordBase> type) {
    List<Schema> versions = SchemaVersions.of(type.getSimpleName());

    assertThat(versions).as("versions/%s/1.avsc", type.getSimpleName()).isNotEmpty();
    assertThat(meaning(current(type)))
        .as(
            "the schema of %s has changed: add it as versions/%s/%d.avsc and golden/%2$s/%3$d.hex,"
                + " and leave older versions as they are",
            type.getSimpleName(), type.getSimpleName(), versions.size() + 1)
        .isEqualTo(meaning(versions.get(versions.size() - 1)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void currentSchemaReadsEveryVersion(Class<? extends SpecificRecordBase> type) {
    for (Schema version : SchemaVersions.of(type.getSimpleName())) {
      assertThat(incompatibilities(current(type), version)).isEmpty();
    }
  }

  @Test
  void controlAFieldWithoutDefaultIsABreakingChange() {
    String required = "{\"name\":\"annotator\",\"type\":\"string\"}";

    assertThat(incompatibilities(labelWith(required), current(Label.class)))
        .singleElement()
        .asString()
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "annotator");
  }

  @Test
  void controlAFieldWithADefaultIsNoBreakingChangeButANewVersion() {
    Schema changed = labelWith("{\"name\":\"annotator\",\"type\":\"string\",\"default\":\"\"}");

    assertThat(incompatibilities(changed, current(Label.class))).isEmpty();
    assertThat(meaning(changed)).isNotEqualTo(meaning(current(Label.class)));
  }

  @Test
  void controlAChangedDefaultIsANewVersion() {
    Schema changed =
        new Schema.Parser().parse(labelJson().replace("\"default\":1.0", "\"default\":2.0"));

    assertThat(meaning(changed)).isNotEqualTo(meaning(current(Label.class)));
  }

  private static List<SchemaCompatibility.Incompatibility> incompatibilities(
      Schema reader, Schema writer) {
    SchemaCompatibility.SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(pair.getType() == SchemaCompatibilityType.COMPATIBLE)
        .isEqualTo(pair.getResult().getIncompatibilities().isEmpty());
    return pair.getResult().getIncompatibilities();
  }

  /** What decides how bytes are read: the parsing canonical form, and the defaults. */
  private static String meaning(Schema schema) {
    TreeMap<String, Object> defaults = new TreeMap<>();
    collectDefaults(schema, defaults);
    return SchemaNormalization.toParsingForm(schema) + "\ndefaults: " + defaults;
  }

  private static void collectDefaults(Schema schema, TreeMap<String, Object> into) {
    switch (schema.getType()) {
      case ARRAY -> collectDefaults(schema.getElementType(), into);
      case MAP -> collectDefaults(schema.getValueType(), into);
      case UNION -> schema.getTypes().forEach(branch -> collectDefaults(branch, into));
      case ENUM -> into.put(schema.getFullName(), String.valueOf(schema.getEnumDefault()));
      case RECORD -> schema.getFields().forEach(field -> collectDefault(schema, field, into));
      default -> {}
    }
  }

  private static void collectDefault(
      Schema schema, Schema.Field field, TreeMap<String, Object> into) {
    if (field.hasDefaultValue()) {
      into.put(schema.getFullName() + '.' + field.name(), field.defaultVal());
    }
    collectDefaults(field.schema(), into);
  }

  private static Schema labelWith(String field) {
    return new Schema.Parser()
        .parse(labelJson().replace("\"fields\":[", "\"fields\":[" + field + ","));
  }

  private static String labelJson() {
    return current(Label.class).toString();
  }

  private static Schema current(Class<? extends SpecificRecordBase> type) {
    return SpecificData.get().getSchema(type);
  }
}
