package io.freshet.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenBytesTest {
  static Stream<SpecificRecordBase> samples() {
    return Samples.all();
  }

  static Stream<Arguments> everyVersion() {
    return Samples.all()
        .flatMap(
            sample ->
                IntStream.rangeClosed(1, newest(sample))
                    .mapToObj(version -> Arguments.of(name(sample), version, sample)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyVersion")
  void bytesOfEveryVersionStillSayTheSame(String name, int version, SpecificRecordBase sample)
      throws MalformedRecordException {
    SpecificRecordBase decoded = codec(sample).decode(GoldenFiles.bytes(name, version));

    assertThatObject(GoldenFiles.json(decoded))
        .matches(
            actual -> saysAllOf(actual, GoldenFiles.json(name, version)),
            "says all of golden/" + name + "/" + version + ".json");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void newestVersionWritesTheSameBytes(SpecificRecordBase sample) {
    String today = HexFormat.of().formatHex(codec(sample).encode(sample));
    String golden = HexFormat.of().formatHex(GoldenFiles.bytes(name(sample), newest(sample)));

    assertThat(today)
        .as("golden/%s/%d.hex, JSON: %s", name(sample), newest(sample), sample)
        .isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void newestVersionReadsBackEqual(SpecificRecordBase sample) throws MalformedRecordException {
    assertThat(codec(sample).decode(GoldenFiles.bytes(name(sample), newest(sample))))
        .isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesLeaveNoFieldAtItsDefault(SpecificRecordBase sample) {
    List<String> forgotten =
        sample.getSchema().getFields().stream()
            .filter(field -> isDefault(sample, field))
            .map(Schema.Field::name)
            .toList();

    assertThat(forgotten).as("fields of %s at their default", name(sample)).isEmpty();
  }

  private static boolean isDefault(SpecificRecordBase sample, Schema.Field field) {
    return field.hasDefaultValue()
        && Objects.equals(sample.get(field.pos()), sample.getSpecificData().getDefaultValue(field));
  }

  /** A later schema may have added fields; what the old bytes said has to be there unchanged. */
  private static boolean saysAllOf(JsonNode actual, JsonNode expected) {
    if (expected.isObject()) {
      return actual.isObject()
          && expected.properties().stream()
              .allMatch(
                  field ->
                      actual.has(field.getKey())
                          && saysAllOf(actual.get(field.getKey()), field.getValue()));
    }
    if (expected.isArray()) {
      return actual.size() == expected.size()
          && IntStream.range(0, expected.size())
              .allMatch(i -> saysAllOf(actual.get(i), expected.get(i)));
    }
    return actual.equals(expected);
  }

  private static String name(SpecificRecordBase sample) {
    return sample.getClass().getSimpleName();
  }

  private static int newest(SpecificRecordBase sample) {
    return SchemaVersions.of(name(sample)).size();
  }

  @SuppressWarnings("unchecked")
  private static RecordCodec<SpecificRecordBase> codec(SpecificRecordBase sample) {
    return RecordCodec.of((Class<SpecificRecordBase>) sample.getClass());
  }
}
