package io.freshet.ingestion.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a file or one message of a topic, seen through names: a column, a JSON pointer ({@code
 * /user/id}), or one of {@code @row} (number in its file, from 0), {@code @file} (name without
 * endings), {@code @id} (mapping, file and row: unique).
 */
public interface SourceRow {
  /** The value; empty when it is absent, null or an empty text. */
  Optional<JsonNode> get(String name);

  default Optional<String> text(String name) {
    return get(name).map(JsonNode::asText);
  }

  /** Cells under the names of a header. */
  static SourceRow ofCells(Map<String, Integer> columns, List<String> cells, RowId id) {
    return name -> {
      if (name.startsWith("@")) {
        return id.get(name);
      }
      Integer index = columns.get(name);
      return index == null || cells.get(index).isEmpty()
          ? Optional.empty()
          : Optional.of(TextNode.valueOf(cells.get(index)));
    };
  }

  /** JSON under pointers; a name without a slash is a field of the top level. */
  static SourceRow ofJson(JsonNode json, RowId id) {
    return name -> {
      if (name.startsWith("@")) {
        return id.get(name);
      }
      JsonNode node = name.startsWith("/") ? json.at(JsonPointer.compile(name)) : json.path(name);
      boolean absent =
          node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isEmpty());
      return absent ? Optional.empty() : Optional.of(node);
    };
  }

  /**
   * Where a row comes from.
   *
   * @param source name of the mapping
   * @param file file name without endings, or topic and partition
   * @param row number of the row in it, or offset, from 0
   */
  record RowId(String source, String file, long row) {
    Optional<JsonNode> get(String name) {
      switch (name) {
        case "@row":
          return Optional.of(TextNode.valueOf(Long.toString(row)));
        case "@file":
          return Optional.of(TextNode.valueOf(file));
        case "@id":
          return Optional.of(TextNode.valueOf(text()));
        default:
          return Optional.empty();
      }
    }

    String text() {
      return source + '/' + file + '/' + row;
    }
  }
}
