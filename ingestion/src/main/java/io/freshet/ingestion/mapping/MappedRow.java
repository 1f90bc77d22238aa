package io.freshet.ingestion.mapping;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What became of one row: events, or what is wrong with it, or neither when the mapping skips it.
 *
 * @param raw the row as it was found
 * @param events in the order of the mapping
 * @param violation why it was rejected
 */
public record MappedRow(RawRow raw, List<Event> events, Optional<Violation> violation) {
  static MappedRow rejected(RawRow raw, Violation violation) {
    return new MappedRow(raw, List.of(), Optional.of(violation));
  }

  public boolean isSkipped() {
    return events.isEmpty() && violation.isEmpty();
  }
}
