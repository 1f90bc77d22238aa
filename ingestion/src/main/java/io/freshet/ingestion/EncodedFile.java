package io.freshet.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file inside JSON, in base64. */
final class EncodedFile {
  private EncodedFile() {}

  /**
   * @param maxBytes that the file may have
   */
  static ByteBuffer read(String field, JsonNode node, int maxBytes) throws InvalidEventException {
    byte[] bytes = decoded(field, node);
    if (bytes.length == 0) {
      throw new InvalidEventException(field, "", Reason.EMPTY_FIELD, "the bytes of a file");
    }
    if (bytes.length > maxBytes) {
      throw new InvalidEventException(
          field, bytes.length + " bytes", Reason.TOO_LARGE, "at most " + maxBytes + " bytes");
    }
    return ByteBuffer.wrap(bytes);
  }

  private static byte[] decoded(String field, JsonNode node) throws InvalidEventException {
    try {
      byte[] bytes = node.binaryValue();
      if (bytes != null) {
        return bytes;
      }
    } catch (IOException e) {
      // answered below, as a value that is no string is
    }
    throw new InvalidEventException(
        field, node.toString(), Reason.WRONG_TYPE, "the bytes of a file in base64");
  }
}
