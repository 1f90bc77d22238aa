package io.freshet.scoring.configured;

import io.freshet.scoring.ScoringException;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of one request.
 *
 * @param probabilities of the classes, in their order; none when it gives none
 * @param score a number
 * @param embedding a vector; empty when it gives none
 * @param refusal why the request was not passed to the model; the rest is empty then
 */
public record ModelAnswer(
    List<Float> probabilities,
    Optional<Double> score,
    List<Float> embedding,
    Optional<ScoringException> refusal) {
  private static final int SHOWN = 5;

  public ModelAnswer {
    probabilities = List.copyOf(probabilities);
    embedding = List.copyOf(embedding);
  }

  static ModelAnswer refused(ScoringException why) {
    return new ModelAnswer(List.of(), Optional.empty(), List.of(), Optional.of(why));
  }

  /** Place of the most probable class; the first of several. */
  public Optional<Integer> mostProbable() {
    int best = 0;
    for (int place = 1; place < probabilities.size(); place++) {
      if (probabilities.get(place) > probabilities.get(best)) {
        best = place;
      }
    }
    return probabilities.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Its numbers, for messages. */
  String describe() {
    int shown = Math.min(embedding.size(), SHOWN);
    return "probabilities "
        + probabilities
        + ", score "
        + score.map(String::valueOf).orElse("none")
        + ", embedding "
        + embedding.subList(0, shown);
  }

  /** Whether all its numbers are finite. */
  public boolean isFinite() {
    return probabilities.stream().allMatch(Float::isFinite)
        && score.filter(s -> !Double.isFinite(s)).isEmpty()
        && embedding.stream().allMatch(Float::isFinite);
  }
}
