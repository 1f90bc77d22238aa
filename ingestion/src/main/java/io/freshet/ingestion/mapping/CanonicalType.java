package io.freshet.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import org.apache.avro.Schema;

/**
 * Brings a source's value into the JSON type that the canonical field has. What cannot be brought
 * there stays as it is, for the parser to complain about.
 */
final class CanonicalType {
  private CanonicalType() {}

  /** The type of a field without "or null". */
  static Schema.Type of(Schema.Field field) {
    Schema schema = field.schema();
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().get(1).getType()
        : schema.getType();
  }

  static JsonNode convert(JsonNode node, Schema.Type type) {
    switch (type) {
      case STRING:
      case ENUM:
        return node.isValueNode() && !node.isTextual() ? TextNode.valueOf(node.asText()) : node;
      case DOUBLE:
      case FLOAT:
        return node.isTextual() ? decimal(node) : node;
      case INT:
      case LONG:
        return node.isTextual() ? whole(node) : node;
      case BOOLEAN:
        return node.isTextual() ? flag(node) : node;
      case ARRAY:
        return node.isValueNode() ? JsonNodeFactory.instance.arrayNode().add(node) : node;
      default:
        return node;
    }
  }

  private static JsonNode decimal(JsonNode node) {
    try {
      return DoubleNode.valueOf(Double.parseDouble(node.asText()));
    } catch (NumberFormatException e) {
      return node;
    }
  }

  private static JsonNode whole(JsonNode node) {
    try {
      return LongNode.valueOf(new BigDecimal(node.asText()).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      return node;
    }
  }

  private static JsonNode flag(JsonNode node) {
    switch (node.asText()) {
      case "1":
      case "true":
        return BooleanNode.TRUE;
      case "0":
      case "false":
        return BooleanNode.FALSE;
      default:
        return node;
    }
  }
}
