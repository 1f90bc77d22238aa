package io.freshet.scoring;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keys {@code scoring.candidates}: what the ranker gets to choose from.
 *
 * @param coVisitation best neighbours of the recent history
 * @param longHistory best neighbours of the long history
 * @param transitions what most often came next
 * @param embeddings nearest to the user's vector
 * @param nearest how those are found
 * @param content most similar to the recent history by title and categories
 * @param popular most popular items
 * @param trending most popular items of the last days
 * @param newItems newest items
 * @param newItemAge an item is new up to this age
 * @param newItemPool how many of the newest items are kept at hand
 */
public record CandidateConfig(
    int coVisitation,
    int longHistory,
    int transitions,
    int embeddings,
    NearestConfig nearest,
    int content,
    int popular,
    int trending,
    int newItems,
    Duration newItemAge,
    int newItemPool)
    implements Serializable {
  public CandidateConfig {
    requireCount("co-visitation", coVisitation, 0);
    requireCount("long-history", longHistory, 0);
    requireCount("transitions", transitions, 0);
    requireCount("embeddings", embeddings, 0);
    requireCount("content", content, 0);
    requireCount("popular", popular, 1);
    requireCount("trending", trending, 0);
    requireCount("new-items", newItems, 0);
    requireCount("new-item-pool", newItemPool, 1);
    ConfigException.require(
        !newItemAge.isNegative(), "scoring.candidates.new-item-age", newItemAge, "0 or more");
  }

  public static CandidateConfig defaults() {
    return new CandidateConfig(
        50, 20, 30, 30, NearestConfig.defaults(), 30, 20, 20, 5, Duration.ofDays(7), 200);
  }

  private static void requireCount(String key, int value, int least) {
    ConfigException.require(value >= least, "scoring.candidates." + key, value, least + " or more");
  }
}
