package io.freshet.ingestion;

import java.util.Optional;

/** The answer of the parser: an event, or what is wrong. Exactly one is present. */
public record Parsed(Optional<Event> event, Optional<Violation> violation) {
  public static Parsed of(Event event) {
    return new Parsed(Optional.of(event), Optional.empty());
  }

  public static Parsed invalid(Violation violation) {
    return new Parsed(Optional.empty(), Optional.of(violation));
  }
}
