package io.freshet.ingestion.mapping;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.InvalidEventException;
import io.freshet.ingestion.JsonText;
import io.freshet.ingestion.Parsed;
import io.freshet.ingestion.Reason;
import io.freshet.ingestion.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Maps the rows of one reading of a file. A row is taken as a whole or rejected as a whole. Keeps
 * the keys of events that are wanted once per key. Event ids come from mapping, file and row
 * number, so that another reading gives the same ids.
 */
final class RowMapper {
  private final Mapping mapping;
  private final EventParser parser;
  private final RowSplitter splitter;
  private final Set<String> seen = new HashSet<>();

  RowMapper(Mapping mapping, EventParser parser) {
    this.mapping = mapping;
    this.parser = parser;
    this.splitter = new RowSplitter(mapping.format());
  }

  /** When the row happened, epoch milliseconds; empty if it is broken, or says nothing of it. */
  OptionalLong timeOf(RawRow raw, long position) {
    Cells cells = cells(raw);
    return cells.row().isPresent()
        ? mapping.timeOf(cells.row().get(), position)
        : OptionalLong.empty();
  }

  /**
   * @param position of the row in the order that rows are taken in, for made-up times
   */
  MappedRow map(RawRow raw, long position) {
    Cells cells = cells(raw);
    if (cells.row().isEmpty()) {
      return MappedRow.rejected(raw, cells.violation().orElseThrow());
    }
    SourceRow row = cells.row().get();
    if (!mapping.accepts(row)) {
      return new MappedRow(raw, List.of(), Optional.empty());
    }
    OptionalLong time = mapping.timeOf(row, position);
    return time.isEmpty() && mapping.hasTime()
        ? MappedRow.rejected(raw, mapping.timeViolation(row))
        : parse(raw, mapping.drafts(row, time));
  }

  private MappedRow parse(RawRow raw, List<EventRule.Draft> drafts) {
    List<Event> events = new ArrayList<>(drafts.size());
    Set<String> first = new HashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      EventRule.Draft draft = drafts.get(i);
      if (draft.oncePer().isPresent() && seen.contains(draft.oncePer().get())) {
        continue;
      }
      draft.oncePer().ifPresent(first::add);
      Parsed parsed = parser.parse(draft.kind(), identified(raw, draft, i).json());
      if (parsed.violation().isPresent()) {
        return MappedRow.rejected(raw, parsed.violation().get());
      }
      parsed.event().ifPresent(events::add);
    }
    seen.addAll(first);
    return new MappedRow(raw, events, Optional.empty());
  }

  private EventRule.Draft identified(RawRow raw, EventRule.Draft draft, int index) {
    String suffix = index == 0 ? "" : "/" + index;
    return draft.identified(mapping.name(), Optional.of(raw.id(mapping) + suffix));
  }

  private Cells cells(RawRow raw) {
    try {
      return Cells.of(read(raw));
    } catch (InvalidEventException e) {
      return Cells.broken(e.violation());
    }
  }

  private SourceRow read(RawRow raw) throws InvalidEventException {
    SourceRow.RowId id = raw.rowId(mapping);
    String text = JsonText.decode(raw.bytes());
    return mapping.format().isJson()
        ? SourceRow.ofJson(JsonText.read(text), id)
        : SourceRow.ofCells(raw.file().columns(), split(raw, text), id);
  }

  private List<String> split(RawRow raw, String text) throws InvalidEventException {
    int columns = raw.file().columns().size();
    try {
      List<String> cells = splitter.split(text);
      if (cells.size() != columns) {
        throw malformed(cells.size() + " columns", columns + " columns");
      }
      return cells;
    } catch (IOException e) {
      throw malformed(text, "balanced quotes: " + e.getMessage());
    }
  }

  private static InvalidEventException malformed(String value, String expected) {
    return new InvalidEventException("", value, Reason.MALFORMED_ROW, expected);
  }

  /** A row that can be read, or what is wrong with it. */
  private record Cells(Optional<SourceRow> row, Optional<Violation> violation) {
    static Cells of(SourceRow row) {
      return new Cells(Optional.of(row), Optional.empty());
    }

    static Cells broken(Violation violation) {
      return new Cells(Optional.empty(), Optional.of(violation));
    }
  }
}
