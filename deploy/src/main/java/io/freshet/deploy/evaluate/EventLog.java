package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RowCounts;
import io.freshet.ingestion.mapping.RowOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The events of a file, in memory.
 *
 * @param events in the order in which they are taken
 * @param predicted how many of them are of the kind that is predicted
 * @param counts what became of the rows
 */
record EventLog(List<Event> events, long predicted, RowCounts counts) {

  /**
   * @param kind of event that is predicted
   * @param limit stops after so many events of that kind
   * @param clock epoch milliseconds
   */
  static EventLog read(
      Path file, Mapping mapping, RowOrder order, EventKind kind, long limit, LongSupplier clock) {
    EventParser parser = new EventParser(Limits.defaults(), clock);
    try (MappedFile rows = MappedFile.open(file, mapping, order, parser)) {
      List<Event> events = new ArrayList<>();
      while (rows.hasNext() && rows.counts().events(kind) < limit) {
        events.addAll(rows.next().events());
      }
      return new EventLog(events, rows.counts().events(kind), rows.counts());
    }
  }
}
