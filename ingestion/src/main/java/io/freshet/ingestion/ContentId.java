package io.freshet.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * An id from the content alone, so that the same event sent again has the same id: the first 128
 * bits of SHA-256 over the kind and the JSON with its keys in order.
 */
public final class ContentId {
  private static final int BYTES = 16;

  private ContentId() {}

  static String of(EventKind kind, JsonNode json) {
    StringBuilder text = new StringBuilder(256).append(kind.code());
    append(json, text);
    return of(text.toString());
  }

  public static String of(String content) {
    byte[] hash = sha256().digest(content.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }

  private static void append(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      text.append('{');
      sorted.forEach(
          (key, value) -> {
            text.append(key).append('\u0000');
            append(value, text);
          });
      text.append('}');
    } else {
      text.append(node).append('\u0000');
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
