package io.freshet.ingestion.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all rows of one file share.
 *
 * @param name file name
 * @param columns name of a column → its index; empty for JSON
 */
record SourceFile(String name, Map<String, Integer> columns) {
  static SourceFile of(String name, List<String> columnNames) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < columnNames.size(); i++) {
      columns.putIfAbsent(columnNames.get(i).strip(), i);
    }
    return new SourceFile(name, columns);
  }

  /** The name without its endings: what event ids contain. */
  String stem() {
    int dot = name.indexOf('.', 1);
    return dot < 0 ? name : name.substring(0, dot);
  }
}
