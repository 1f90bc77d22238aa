package io.freshet.deploy.classify;

import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RowOrder;
import io.freshet.schemas.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that is to be classified. Without a mapping, a {@code .csv} or {@code .tsv} file has a
 * header, a {@code .jsonl}, {@code .ndjson} or {@code .json} file an object per line, and of any
 * other file each line is a text.
 *
 * @param mapping how its rows become texts
 */
record TextFile(Path path, Mapping mapping) {
  /** An ASCII character that does not occur in texts: nothing is cut. */
  private static final String NO_DELIMITER = "\\u0001";

  /**
   * @param column that holds the texts, where there is no mapping
   */
  static TextFile of(Path path, Optional<Path> mapping, String column) {
    ConfigException.require(Files.exists(path), "--file", path, "a file or folder that exists");
    return new TextFile(
        path, mapping.map(Mapping::read).orElseGet(() -> usual(path.getFileName(), column)));
  }

  MappedFile open() {
    return MappedFile.open(
        path,
        mapping,
        RowOrder.file(),
        new EventParser(Limits.defaults(), System::currentTimeMillis));
  }

  private static Mapping usual(Path name, String column) {
    String format = format(name.toString().replaceFirst("\\.gz$", ""));
    boolean lines = format.contains("columns");
    return Mapping.parse(
        name.toString(),
        """
        format: %s
        %s
        events:
          - kind: text
            fields: {textId: "{@file}/{@row}", text: "{%s}"}
        """
            .formatted(format, lines ? "rows: {require: [text]}" : "", lines ? "text" : column));
  }

  private static String format(String name) {
    if (name.endsWith(".csv")) {
      return "{type: csv}";
    } else if (name.endsWith(".tsv")) {
      return "{type: tsv}";
    } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
      return "{type: json-lines}";
    }
    return "{type: tsv, delimiter: \"" + NO_DELIMITER + "\", columns: [text]}";
  }
}
