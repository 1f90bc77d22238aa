package io.freshet.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A thousand bad inputs from one seed: each has a reason, none an exception. */
class EventParserFuzzTest {
  private static final long NOW = 1_770_000_000_000L;
  private static final List<String> FIELDS =
      List.of("user", "item", "type", "value", "eventTime", "context", "position", "textId");
  private static final List<String> BAD_VALUES =
      List.of(
          "[]",
          "{}",
          "true",
          "-1e400",
          "\"\"",
          "\"\\udfff\"",
          "[[[[{}]]]]",
          "99999999999999999999999",
          "\"" + "y".repeat(70_000) + "\"",
          "{\"a\":{\"b\":1}}");

  @Test
  void everyBadInputHasAReason() {
    Random random = new Random(42);
    EventParser parser = new EventParser(Limits.defaults(), () -> NOW);
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);

    for (int i = 0; i < 1000; i++) {
      EventKind kind = EventKind.values()[random.nextInt(EventKind.values().length)];
      Parsed parsed = parser.parse(kind, bad(random));
      assertThat(parsed.event()).isEmpty();
      reasons.merge(parsed.violation().orElseThrow().reason(), 1, Integer::sum);
    }

    assertThat(reasons.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
    assertThat(reasons)
        .containsKeys(
            Reason.MALFORMED_JSON,
            Reason.INVALID_ENCODING,
            Reason.UNKNOWN_FIELD,
            Reason.MISSING_FIELD,
            Reason.WRONG_TYPE);
  }

  private static byte[] bad(Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return noise(random);
      case 1:
        return cutOff(random);
      case 2:
        return "{".repeat(random.nextInt(5000)).getBytes(StandardCharsets.UTF_8);
      case 3:
        return wrongEncoding(random);
      case 4:
        return new byte[random.nextInt(3)];
      default:
        return wrongValue(random);
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] cutOff(Random random) {
    String whole = "{\"user\":\"u\",\"item\":\"i\",\"type\":\"view\",\"value\":3.5}";
    return whole.substring(0, random.nextInt(whole.length())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] wrongEncoding(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("{\"user\":\"".getBytes(StandardCharsets.UTF_8));
    bytes.write(0x80 + random.nextInt(0x40));
    bytes.writeBytes("\",\"item\":\"i\",\"type\":\"view\"}".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] wrongValue(Random random) {
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    String value = BAD_VALUES.get(random.nextInt(BAD_VALUES.size()));
    return ("{\"" + field + "\":" + value + "}").getBytes(StandardCharsets.UTF_8);
  }
}
