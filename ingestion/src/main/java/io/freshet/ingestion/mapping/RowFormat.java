package io.freshet.ingestion.mapping;

import io.freshet.schemas.config.ConfigException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Part {@code format} of a mapping: how the rows are written.
 *
 * @param type {@code csv} (comma, double quotes), {@code tsv} (tab, quotes are literal) or {@code
 *     json-lines}
 * @param delimiter one character; the type's own when absent
 * @param quote one character, or {@code none}; the type's own when absent
 * @param header whether the first row names the columns
 * @param columns their names, where the file does not say
 * @param files which files of a folder are meant, as a glob
 */
record RowFormat(
    @Nullable String type,
    @Nullable String delimiter,
    @Nullable String quote,
    @Nullable Boolean header,
    @Nullable List<String> columns,
    @Nullable String files) {
  RowFormat {
    type = Objects.requireNonNullElse(type, "csv");
    ConfigException.require(
        Set.of("csv", "tsv", "json-lines").contains(type),
        "format.type",
        type,
        "csv, tsv or json-lines");
    delimiter = Objects.requireNonNullElse(delimiter, type.equals("tsv") ? "\t" : ",");
    ConfigException.require(
        isAscii(delimiter), "format.delimiter", delimiter, "one ASCII character");
    quote = Objects.requireNonNullElse(quote, type.equals("csv") ? "\"" : "none");
    ConfigException.require(
        quote.equals("none") || isAscii(quote), "format.quote", quote, "one ASCII character, none");
    columns = columns == null ? List.of() : List.copyOf(columns);
    header = Objects.requireNonNullElse(header, columns.isEmpty());
    files = Objects.requireNonNullElse(files, "*");
    ConfigException.require(
        header || !columns.isEmpty() || type.equals("json-lines"),
        "format.columns",
        columns,
        "names, as there is no header");
  }

  static RowFormat defaults() {
    return new RowFormat(null, null, null, null, null, null);
  }

  private static boolean isAscii(String text) {
    return text.length() == 1 && text.charAt(0) < 128;
  }

  boolean isJson() {
    return "json-lines".equals(type);
  }

  char delimiterChar() {
    return Objects.requireNonNull(delimiter).charAt(0);
  }

  boolean isQuoted() {
    return !isJson() && !"none".equals(quote);
  }

  char quoteChar() {
    return Objects.requireNonNull(quote).charAt(0);
  }

  boolean hasHeader() {
    return !isJson() && Boolean.TRUE.equals(header);
  }

  List<String> columnNames() {
    return Objects.requireNonNull(columns);
  }

  boolean includes(Path file) {
    return FileSystems.getDefault().getPathMatcher("glob:" + files).matches(file.getFileName());
  }
}
