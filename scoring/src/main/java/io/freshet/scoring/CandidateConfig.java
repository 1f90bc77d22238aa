package io.freshet.scoring;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keys {@code scoring.candidates}: what the ranker gets to choose from.
 *
 * @param coVisitation best neighbours of the recent history
 * @param popular most popular items
 * @param newItems newest items
 * @param newItemAge an item is new up to this age
 * @param newItemPool how many of the newest items are kept at hand
 */
public record CandidateConfig(
    int coVisitation, int popular, int newItems, Duration newItemAge, int newItemPool)
    implements Serializable {
  public CandidateConfig {
    requireCount("co-visitation", coVisitation, 0);
    requireCount("popular", popular, 1);
    requireCount("new-items", newItems, 0);
    requireCount("new-item-pool", newItemPool, 1);
    ConfigException.require(
        !newItemAge.isNegative(), "scoring.candidates.new-item-age", newItemAge, "0 or more");
  }

  public static CandidateConfig defaults() {
    return new CandidateConfig(50, 20, 5, Duration.ofDays(7), 200);
  }

  private static void requireCount(String key, int value, int least) {
    ConfigException.require(value >= least, "scoring.candidates." + key, value, least + " or more");
  }
}
