package io.freshet.ingestion.mapping;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import java.util.EnumMap;
import java.util.Map;

/** What became of the rows read so far; rows = skipped + rejected + rows that yielded events. */
public final class RowCounts {
  private long rows;
  private long skipped;
  private long rejected;
  private final Map<EventKind, Long> events = new EnumMap<>(EventKind.class);

  void add(MappedRow row) {
    rows++;
    if (row.isSkipped()) {
      skipped++;
    } else if (row.violation().isPresent()) {
      rejected++;
    }
    for (Event event : row.events()) {
      events.merge(event.kind(), 1L, Long::sum);
    }
  }

  public long rows() {
    return rows;
  }

  public long skipped() {
    return skipped;
  }

  public long rejected() {
    return rejected;
  }

  public long events(EventKind kind) {
    return events.getOrDefault(kind, 0L);
  }
}
