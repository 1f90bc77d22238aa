package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;

/**
 * Keys {@code models.co-visitation}.
 *
 * @param history how many recent items of a user speak for candidates
 * @param historyDecay factor per step back in the history, in (0, 1]
 * @param window how many steps apart two items of a user still count as visited together
 * @param distanceDecay factor per step between them, in (0, 1]
 * @param neighbours bound on neighbours kept per item
 * @param sourceExponent normalisation by the count of the history item to this power, in [0, 1]
 * @param targetExponent normalisation by the count of the candidate to this power, in [0, 1]
 * @param shrinkage added to both counts before, against neighbours of rare items
 */
public record CoVisitationConfig(
    int history,
    double historyDecay,
    int window,
    double distanceDecay,
    int neighbours,
    double sourceExponent,
    double targetExponent,
    double shrinkage)
    implements Serializable {
  public CoVisitationConfig {
    requirePositive("history", history);
    requirePositive("window", window);
    requirePositive("neighbours", neighbours);
    requireFactor("history-decay", historyDecay);
    requireFactor("distance-decay", distanceDecay);
    requireExponent("source-exponent", sourceExponent);
    requireExponent("target-exponent", targetExponent);
    ConfigException.require(
        shrinkage >= 0, "models.co-visitation.shrinkage", shrinkage, "0 or more");
  }

  /**
   * One choice for all data: the best compromise on the first 60 % of MovieLens 100K (5-star) and
   * of 120,000 Online Retail purchases, of a grid over both decays, the exponents and the
   * shrinkage. Films want a longer memory (history-decay 0.8), shop baskets a shorter one (0.7).
   * Not so clean: the shrinkage was first narrowed down on the whole of both files, and the bound
   * of 150 neighbours was taken from 60, 100, 150 and 300 on the whole of MovieLens.
   */
  public static CoVisitationConfig defaults() {
    return new CoVisitationConfig(10, 0.75, 20, 0.9, 150, 0.5, 0.5, 5);
  }

  private static void requirePositive(String key, int value) {
    ConfigException.require(value >= 1, "models.co-visitation." + key, value, "at least 1");
  }

  private static void requireFactor(String key, double value) {
    ConfigException.require(
        value > 0 && value <= 1, "models.co-visitation." + key, value, "in (0, 1]");
  }

  private static void requireExponent(String key, double value) {
    ConfigException.require(
        value >= 0 && value <= 1, "models.co-visitation." + key, value, "in [0, 1]");
  }
}
