package io.freshet.schemas.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The resources {@code golden/<Record>/<version>.hex}, the bytes of {@link Samples} as that version
 * wrote them, and {@code <version>.json}, what they say. They are never edited: a new schema
 * version adds a pair.
 */
final class GoldenFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenFiles() {}

  static byte[] bytes(String record, int version) {
    String hex = new String(read(record, version + ".hex"), StandardCharsets.US_ASCII);
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  static JsonNode json(String record, int version) {
    return parse(new String(read(record, version + ".json"), StandardCharsets.UTF_8));
  }

  /** A record as plain JSON, without Avro's marks of union branches. */
  static JsonNode json(SpecificRecordBase record) {
    return parse(record.toString());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String record, String file) {
    String resource = "/golden/" + record + "/" + file;
    try (InputStream in = GoldenFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("add src/test/resources" + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
