package io.freshet.ingestion.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Cuts one record into cells. */
final class RowSplitter {
  private final char delimiter;
  private final boolean quoted;
  private final char quote;
  private final CSVFormat csv;

  RowSplitter(RowFormat format) {
    delimiter = format.delimiterChar();
    quoted = format.isQuoted();
    quote = quoted ? format.quoteChar() : 0;
    csv =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setQuote(quoted ? Character.valueOf(quote) : null)
            .setIgnoreEmptyLines(false)
            .get();
  }

  /**
   * @throws IOException when the quotes are broken
   */
  List<String> split(String record) throws IOException {
    // Without a quote there is nothing that needs a CSV parser, which costs 30 times as much.
    return quoted && record.indexOf(quote) >= 0 ? parsed(record) : cut(record);
  }

  private List<String> parsed(String record) throws IOException {
    try (CSVParser parser = CSVParser.parse(record, csv)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new IOException(records.size() + " records in one");
      }
      return List.of(records.get(0).values());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<String> cut(String record) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = record.indexOf(delimiter); end >= 0; end = record.indexOf(delimiter, start)) {
      cells.add(record.substring(start, end));
      start = end + 1;
    }
    cells.add(record.substring(start));
    return cells;
  }
}
