package io.freshet.ingestion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict JSON: UTF-8 only, one value only, no key twice. */
public final class JsonText {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private JsonText() {}

  /** The one JSON value that the bytes hold. */
  public static JsonNode read(byte[] bytes) throws InvalidEventException {
    return read(decode(bytes));
  }

  public static JsonNode read(String text) throws InvalidEventException {
    try {
      JsonNode node = READER.readValue(text);
      if (node == null || node.isMissingNode()) {
        throw new InvalidEventException(
            "", "", Reason.MALFORMED_JSON, "a JSON object, got nothing");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new InvalidEventException(
          "", text.strip(), Reason.MALFORMED_JSON, "JSON: " + e.getOriginalMessage());
    }
  }

  /** Strict UTF-8. */
  public static String decode(byte[] bytes) throws InvalidEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidEventException(
          "", new String(bytes, StandardCharsets.UTF_8), Reason.INVALID_ENCODING, "UTF-8");
    }
  }
}
