package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import java.util.List;
import java.util.Optional;

/** A prequential evaluation: every event is first predicted, then learned. */
interface Evaluation {
  /** Takes the next event. */
  void take(Event event);

  /** The stream has ended: what is still outstanding is counted. */
  default void finish() {}

  /** Events that were predicted and counted. */
  long tested();

  /** How fast parallel learners learned; empty for a single one. */
  Optional<LearnRate> learnRate();

  /** What was found about each model, in the order in which they are shown. */
  List<Scorecard> scorecards();
}
