package io.freshet.deploy.evaluate;

import java.util.List;
import java.util.Optional;

/**
 * What an evaluation found.
 *
 * @param task next-item, rating or classify
 * @param data what it was run on
 * @param tested events that were predicted and counted
 * @param seconds wall time of predicting and learning
 * @param cards one per model, in the order in which they are shown
 * @param learning how fast parallel learners learned; empty for a single one
 * @param configuration the sections that were used, as YAML
 */
record Report(
    String task,
    DataFacts data,
    long tested,
    double seconds,
    List<Scorecard> cards,
    Optional<LearnRate> learning,
    String configuration) {
  Report {
    cards = List.copyOf(cards);
  }

  /** Names of all figures, in the order in which they are shown. */
  List<String> metrics() {
    return cards.stream()
        .flatMap(card -> card.figures().stream())
        .map(Figure::metric)
        .distinct()
        .toList();
  }
}
