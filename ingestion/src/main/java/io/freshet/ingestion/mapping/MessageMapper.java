package io.freshet.ingestion.mapping;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.InvalidEventException;
import io.freshet.ingestion.JsonText;
import io.freshet.ingestion.Parsed;
import io.freshet.ingestion.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Maps JSON messages of a topic. Keeps nothing between messages: events without an id are called
 * after their content, and those wanted once per key are marked, for the caller to know them again.
 */
public final class MessageMapper {
  private final Mapping mapping;
  private final EventParser parser;

  public MessageMapper(Mapping mapping, EventParser parser) {
    this.mapping = mapping;
    this.parser = parser;
  }

  /**
   * @param origin topic and partition: {@code @file} of the mapping
   * @param offset {@code @row} of the mapping
   */
  public MappedMessage map(byte[] message, String origin, long offset) {
    try {
      SourceRow.RowId id = new SourceRow.RowId(mapping.name(), origin, offset);
      SourceRow row = SourceRow.ofJson(JsonText.read(message), id);
      if (!mapping.accepts(row)) {
        return MappedMessage.of(List.of());
      }
      OptionalLong time = mapping.timeOf(row, offset);
      return time.isEmpty() && mapping.hasTime()
          ? MappedMessage.rejected(mapping.timeViolation(row))
          : parse(mapping.drafts(row, time));
    } catch (InvalidEventException e) {
      return MappedMessage.rejected(e.violation());
    }
  }

  private MappedMessage parse(List<EventRule.Draft> drafts) {
    List<MappedEvent> events = new ArrayList<>(drafts.size());
    for (EventRule.Draft draft : drafts) {
      EventRule.Draft named = draft.identified(mapping.name(), Optional.empty());
      Parsed parsed = parser.parse(named.kind(), named.json());
      if (parsed.violation().isPresent()) {
        return MappedMessage.rejected(parsed.violation().get());
      }
      events.add(new MappedEvent(parsed.event().orElseThrow(), draft.oncePer().isPresent()));
    }
    return MappedMessage.of(events);
  }

  /**
   * @param oncePer whether a second one of the same id is to be left out without a word
   */
  public record MappedEvent(Event event, boolean oncePer) {}

  /** Events, or what is wrong, or neither when the mapping skips the message. */
  public record MappedMessage(List<MappedEvent> events, Optional<Violation> violation) {
    static MappedMessage of(List<MappedEvent> events) {
      return new MappedMessage(events, Optional.empty());
    }

    static MappedMessage rejected(Violation violation) {
      return new MappedMessage(List.of(), Optional.of(violation));
    }
  }
}
