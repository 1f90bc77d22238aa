package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keys {@code models.co-visitation} and {@code models.transitions}.
 *
 * @param history how much the recent items of a user speak for candidates
 * @param pairs how much two items of a user count as visited together, by the steps and the time
 *     between them
 * @param backward weight of the direction from the later item to the earlier one; 1 is symmetric, 0
 *     counts what comes after what
 * @param events weight of interactions, by type
 * @param neighbours bound on neighbours kept per item
 * @param sourceExponent normalisation by the count of the history item to this power, in [0, 1]
 * @param targetExponent normalisation by the count of the candidate to this power, in [0, 1]
 * @param shrinkage added to both counts before, against neighbours of rare items
 */
public record CoVisitationConfig(
    StepWeights history,
    StepWeights pairs,
    double backward,
    EventWeights events,
    int neighbours,
    double sourceExponent,
    double targetExponent,
    double shrinkage)
    implements Serializable {
  private static final Duration SESSION_GAP = Duration.ofMinutes(30);

  public CoVisitationConfig {
    ConfigException.require(backward >= 0 && backward <= 1, "backward", backward, "in [0, 1]");
    ConfigException.require(neighbours >= 1, "neighbours", neighbours, "at least 1");
    requireExponent("source-exponent", sourceExponent);
    requireExponent("target-exponent", targetExponent);
    ConfigException.require(shrinkage >= 0, "shrinkage", shrinkage, "0 or more");
  }

  /** Co-visitation: near each other in a history, in any order. */
  public static CoVisitationConfig symmetric() {
    return new CoVisitationConfig(
        new StepWeights(10, 0.75, SESSION_GAP, 0.3),
        new StepWeights(20, 0.9, SESSION_GAP, 0.3),
        1,
        EventWeights.defaults(),
        150,
        0.5,
        0.5,
        5);
  }

  /** Transitions: what comes next, or nearly. */
  public static CoVisitationConfig forward() {
    return new CoVisitationConfig(
        new StepWeights(3, 0.4, SESSION_GAP, 0.1),
        new StepWeights(3, 0.5, SESSION_GAP, 0.1),
        0,
        EventWeights.defaults(),
        100,
        0.5,
        0.3,
        2);
  }

  private static void requireExponent(String key, double value) {
    ConfigException.require(value >= 0 && value <= 1, key, value, "in [0, 1]");
  }
}
