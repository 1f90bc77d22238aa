package io.freshet.ingestion.replay;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.replay.Outgoing.Expectation;
import io.freshet.ingestion.replay.Outgoing.Lane;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.util.Optional;

/**
 * What the pipeline answers to an event: a list to an interaction (an impression has none), a
 * prediction to a text, an outcome to a label.
 */
public final class AnswerKey {
  private AnswerKey() {}

  /**
   * @param trigger event id of the interaction
   */
  public static String list(String trigger) {
    return "list/" + trigger;
  }

  public static String prediction(String textId) {
    return "prediction/" + textId;
  }

  /**
   * @param predictionId text id and task joined by a slash
   */
  public static String outcome(String predictionId) {
    return "outcome/" + predictionId;
  }

  static Optional<Expectation> of(Event event) {
    return event
        .as(Interaction.class)
        .filter(i -> i.getType() != InteractionType.IMPRESSION)
        .map(i -> new Expectation(Lane.USER, "user/" + i.getUser(), list(i.getEventId())))
        .or(() -> event.as(Text.class).map(AnswerKey::of))
        .or(() -> event.as(Label.class).map(AnswerKey::of));
  }

  private static Expectation of(Text text) {
    return new Expectation(Lane.TEXT, "text/" + text.getTextId(), prediction(text.getTextId()));
  }

  private static Expectation of(Label label) {
    String answer = outcome(label.getTextId() + '/' + label.getTask());
    return new Expectation(Lane.TEXT, "text/" + label.getTextId(), answer);
  }
}
