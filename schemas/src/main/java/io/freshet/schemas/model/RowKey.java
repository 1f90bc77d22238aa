package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;

/**
 * Names one row of one model. Its text form {@code model/table/key} is the Kafka key of the row;
 * only {@code key} may contain a slash.
 */
public record RowKey(String model, String table, String key) {
  public RowKey {
    requireNoSlash("model", model);
    requireNoSlash("table", table);
  }

  public static RowKey of(ParameterRow row) {
    return new RowKey(row.getModel(), row.getTable(), row.getKey());
  }

  public static RowKey parse(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("row key '" + text + "': expected model/table/key");
    }
    return new RowKey(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return model + '/' + table + '/' + key;
  }

  private static void requireNoSlash(String field, String value) {
    if (value.isEmpty() || value.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "row key " + field + " '" + value + "': expected a name without '/'");
    }
  }
}
