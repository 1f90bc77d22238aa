package io.freshet.deploy.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro values as JSON that reads well: a union is the value that it holds, bytes are text where
 * they are UTF-8 and base64 where they are not, enums are names.
 */
public final class AvroJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AvroJson() {}

  public static ObjectNode of(IndexedRecord record) {
    ObjectNode object = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      object.set(field.name(), value(record.get(field.pos())));
    }
    return object;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value == null) {
      return JSON.nullNode();
    } else if (value instanceof IndexedRecord record) {
      return of(record);
    } else if (value instanceof Collection<?> list) {
      return array(list);
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof ByteBuffer bytes) {
      return bytes(bytes);
    }
    return scalar(value);
  }

  private static ArrayNode array(Collection<?> list) {
    ArrayNode array = JSON.arrayNode(list.size());
    list.forEach(element -> array.add(value(element)));
    return array;
  }

  private static ObjectNode object(Map<?, ?> map) {
    ObjectNode object = JSON.objectNode();
    map.forEach((key, value) -> object.set(key.toString(), value(value)));
    return object;
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    } else if (value instanceof Integer number) {
      return JSON.numberNode(number);
    } else if (value instanceof Long number) {
      return JSON.numberNode(number);
    } else if (value instanceof Float number && Float.isFinite(number)) {
      return JSON.numberNode(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return JSON.numberNode(number);
    }
    return JSON.textNode(value.toString());
  }

  /** Text where the bytes are UTF-8, else base64. The buffer is left as it was. */
  public static JsonNode bytes(ByteBuffer bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
      return JSON.textNode(text.toString());
    } catch (CharacterCodingException e) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return JSON.textNode(Base64.getEncoder().encodeToString(copy));
    }
  }
}
