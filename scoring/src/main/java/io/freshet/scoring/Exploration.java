package io.freshet.scoring;

import io.freshet.schemas.model.RankingFeatures;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * With probability ε, one of the k places of a list, drawn uniformly, goes to an item drawn
 * uniformly from the m new items that are not in the list. So a place keeps its ranked item with
 * probability 1 − ε/k, and a new item is put at a place with ε/(k·m).
 */
final class Exploration {
  private final double epsilon;
  private final CandidateConfig config;
  private final ItemCatalogue catalogue;
  private final Acceptance accepted;

  Exploration(
      double epsilon, CandidateConfig config, ItemCatalogue catalogue, Acceptance accepted) {
    this.epsilon = epsilon;
    this.config = config;
    this.catalogue = catalogue;
    this.accepted = accepted;
  }

  /**
   * Explores in a list and sets the propensities of its items; returns the candidate that was put
   * in, if one was.
   */
  Optional<Candidate> explore(
      List<Candidate> list, CandidateSet candidates, long now, RandomGenerator random) {
    boolean explores = random.nextDouble() < epsilon;
    if (epsilon == 0 || list.isEmpty() || newItems(1, now, list).length == 0) {
      return Optional.empty();
    }
    double perPlace = epsilon / list.size();
    for (int i = 0; i < list.size(); i++) {
      list.get(i).propensity = 1 - perPlace;
    }
    if (!explores) {
      return Optional.empty();
    }
    int[] pool = newItems(config.newItemPool(), now, list);
    Candidate drawn = draw(pool[random.nextInt(pool.length)], candidates);
    drawn.propensity = perPlace / pool.length;
    list.set(random.nextInt(list.size()), drawn);
    return Optional.of(drawn);
  }

  private static Candidate draw(int id, CandidateSet candidates) {
    Candidate drawn = candidates.add(id, Candidate.NEW_ITEM);
    drawn.source = Candidate.NEW_ITEM;
    drawn.set(RankingFeatures.NEW_ITEM, 1);
    return drawn;
  }

  private int[] newItems(int k, long now, List<Candidate> list) {
    return catalogue.newItems(
        k, now - config.newItemAge().toMillis(), id -> !isListed(id, list) && accepted.test(id));
  }

  private static boolean isListed(int id, List<Candidate> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).id == id) {
        return true;
      }
    }
    return false;
  }
}
