package io.freshet.ingestion.replay;

import io.freshet.ingestion.Event;
import io.freshet.schemas.record.Rejected;
import java.util.Optional;

/**
 * One thing that a replay sends: an event, or the dead letter of a row. Exactly one is present.
 *
 * @param index position in the replay, from 0; the same in every run
 * @param id unique, the same in every run
 * @param event the event
 * @param letter the dead letter
 * @param expected the answer that the pipeline will give to it, in a closed loop
 */
public record Outgoing(
    long index,
    String id,
    Optional<Event> event,
    Optional<Rejected> letter,
    Optional<Expectation> expected) {

  /** How many of a lane's kind may be unanswered at once is limited per kind. */
  public enum Lane {
    USER,
    TEXT
  }

  /**
   * @param kind user or text
   * @param lane what is sent in order, one at a time: the user or the text
   * @param answer names the answer, see {@link AnswerKey}
   */
  public record Expectation(Lane kind, String lane, String answer) {}
}
