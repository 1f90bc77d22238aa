package io.freshet.deploy.evaluate;

/** Reads figures of an evaluation by name. */
final class ScorecardFigures {
  private ScorecardFigures() {}

  static Scorecard card(Evaluation evaluation, String model) {
    return evaluation.scorecards().stream()
        .filter(card -> card.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  static double figure(Evaluation evaluation, String model, String metric) {
    return card(evaluation, model).figure(metric).orElseThrow().value();
  }
}
