package io.freshet.deploy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Interactions as JSON, good ones and ones with one defect each, from one seed. */
final class BadEvents {
  private static final long DAY = 86_400_000L;

  /** Nearly as long a message as Kafka takes. */
  private static final int LONGEST = 1_048_350;

  private static final List<String> USERS =
      List.of("ann", "b/o b", "c%2Fd", "名前", "\\ud83c\\udf4e", "n\\u0000l", "#", "\\\"quoted\\\"");
  private final Random random;
  private final Form form;
  private final long now;
  private int events;

  /**
   * @param now epoch milliseconds
   */
  BadEvents(long seed, Form form, long now) {
    this.random = new Random(seed);
    this.form = form;
    this.now = now;
  }

  /** The names that the fields of an interaction have. */
  record Form(
      String id, String user, String item, String type, String time, String value, boolean mapped) {
    static final Form CANONICAL =
        new Form("eventId", "user", "item", "type", "eventTime", "value", false);

    /** The fields of {@link #MAPPING}. */
    static final Form RAW = new Form("nr", "who", "sku", "did", "at", "amount", true);

    static final String MAPPING =
        """
        format: {type: json-lines}
        time: {from: "{/at}", format: epoch-ms}
        events:
          - kind: interaction
            fields: {eventId: "{nr}", user: "{/who}", item: "{sku}", type: "{did}", value: "{amount}"}
        """;
  }

  /** What is wrong, with the reason code that it has to be rejected for. */
  enum Defect {
    NOISE("invalid-encoding"),
    BROKEN_CHARACTER("invalid-encoding"),
    UTF_16("invalid-encoding"),
    HALF_A_PAIR("invalid-encoding"),
    CUT_OFF("malformed-json"),
    EMPTY("malformed-json"),
    NESTED("malformed-json"),
    TWO_VALUES("malformed-json"),
    FIELD_TWICE("malformed-json"),
    LONG_NUMBER("malformed-json"),
    NOT_AN_OBJECT("malformed-json"),
    MISSING("missing-field"),
    BLANK("empty-field"),
    ITEM_TYPE("wrong-type"),
    VALUE_TYPE("wrong-type"),
    TIME_TYPE("wrong-type"),
    UNKNOWN_TYPE("unknown-type"),
    FUTURE("out-of-range"),
    NEGATIVE_TIME("out-of-range"),
    INFINITE("out-of-range"),
    LONG_ID("too-large"),
    HUGE_FIELD("too-large"),
    /** No defect where a mapping picks the fields. */
    UNKNOWN_FIELD("unknown-field"),
    /** No defect where a mapping picks the fields. */
    NESTED_CONTEXT("wrong-type");

    private final String reason;

    Defect(String reason) {
      this.reason = reason;
    }
  }

  record Bad(byte[] body, String reason) {}

  byte[] good() {
    return json(fields());
  }

  /** The defects in turn. */
  Bad bad(int number) {
    int kinds = form.mapped() ? Defect.UNKNOWN_FIELD.ordinal() : Defect.values().length;
    Defect defect = Defect.values()[number % kinds];
    boolean found = defect == Defect.NOT_AN_OBJECT && form.mapped();
    return new Bad(body(defect), found ? "missing-field" : defect.reason);
  }

  private byte[] body(Defect defect) {
    Map<String, String> good = fields();
    switch (defect) {
      case NOISE:
        return noise();
      case BROKEN_CHARACTER:
        return brokenCharacter(good);
      case UTF_16:
        return text(json(good)).getBytes(StandardCharsets.UTF_16);
      case CUT_OFF:
        String whole = text(json(good));
        return bytes(whole.substring(0, 1 + random.nextInt(whole.length() - 1)));
      case EMPTY:
        return bytes(" ".repeat(random.nextInt(3)));
      case NESTED:
        return bytes(anyOf("{\"a\":", "[").repeat(2000 + random.nextInt(20_000)));
      case TWO_VALUES:
        return bytes(text(json(good)) + " " + text(json(fields())));
      case FIELD_TWICE:
        return bytes(text(json(good)).replaceFirst("\\{", "{\"" + form.item() + "\":\"x\","));
      case NOT_AN_OBJECT:
        return bytes(anyOf("7", "\"text\"", "null", "true", "[[]]"));
      case MISSING:
        good.remove(anyOf(form.user(), form.item(), form.type()));
        return json(good);
      default:
        good.putAll(Map.ofEntries(changed(defect)));
        return json(good);
    }
  }

  private Map.Entry<String, String> changed(Defect defect) {
    switch (defect) {
      case HALF_A_PAIR:
        return Map.entry(form.user(), anyOf("\"\\ud800\"", "\"u\\udfff\""));
      case LONG_NUMBER:
        return Map.entry(form.value(), "9".repeat(1001 + random.nextInt(9000)));
      case BLANK:
        return Map.entry(anyOf(form.user(), form.item()), anyOf("\" \"", "\"\\t\\n\""));
      case ITEM_TYPE:
        return Map.entry(form.item(), anyOf("[1]", "{\"a\":1}", "[]"));
      case VALUE_TYPE:
        return Map.entry(form.value(), anyOf("\"many\"", "true", "[3]", "{}"));
      case TIME_TYPE:
        return Map.entry(
            form.time(), anyOf("\"noon\"", "true", "[1]", "\"1e-400000000\"", "\"1e400000000\""));
      case UNKNOWN_TYPE:
        return Map.entry(form.type(), anyOf("\"stare\"", "\"VIEWS\"", "\"view \""));
      case FUTURE:
        return Map.entry(form.time(), Long.toString(now + (2L + random.nextInt(9000)) * DAY));
      case NEGATIVE_TIME:
        return Map.entry(form.time(), Long.toString(-1 - Math.abs(random.nextLong() >> 1)));
      case INFINITE:
        return Map.entry(form.value(), anyOf("1e999", "-1e400"));
      case LONG_ID:
        return Map.entry(form.id(), '"' + "x".repeat(257 + random.nextInt(5000)) + '"');
      case HUGE_FIELD:
        int length = random.nextInt(8) == 0 ? LONGEST : 70_000 + random.nextInt(30_000);
        return Map.entry(form.item(), '"' + "y".repeat(length) + '"');
      case UNKNOWN_FIELD:
        return Map.entry(anyOf("colour", "ingestTime", ""), "1");
      case NESTED_CONTEXT:
        return Map.entry("context", anyOf("{\"a\":{\"b\":1}}", "{\"a\":null}", "[]", "3"));
      default:
        throw new IllegalArgumentException("no field is wrong in " + defect);
    }
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(form.id(), "\"" + (form.mapped() ? "r" : "h") + events++ + '"');
    fields.put(form.user(), '"' + USERS.get(random.nextInt(USERS.size())) + '"');
    fields.put(form.item(), "\"item" + random.nextInt(20) + '"');
    fields.put(form.type(), anyOf("\"view\"", "\"Click\"", "\"cart\""));
    fields.put(form.time(), Long.toString(now - random.nextInt(60_000)));
    fields.put(form.value(), "2.5");
    return fields;
  }

  private byte[] noise() {
    byte[] bytes = new byte[1 + random.nextInt(2000)];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xFF;
    return bytes;
  }

  private byte[] brokenCharacter(Map<String, String> good) {
    String[] parts = text(json(good)).split("item", 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(bytes(parts[0]));
    bytes.write(0x80 + random.nextInt(0x40));
    bytes.writeBytes(bytes(parts[1]));
    return bytes.toByteArray();
  }

  private String anyOf(String... all) {
    return all[random.nextInt(all.length)];
  }

  private static byte[] json(Map<String, String> fields) {
    StringBuilder json = new StringBuilder("{");
    fields.forEach(
        (name, value) ->
            json.append(json.length() == 1 ? "" : ",").append('"' + name + "\":").append(value));
    return bytes(json.append('}').toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
