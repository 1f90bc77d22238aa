package io.freshet.scoring;

import io.freshet.schemas.model.RankingFeatures;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

  Exploration(double epsilon, CandidateConfig config, ItemCatalogue catalogue) {
    this.epsilon = epsilon;
    this.config = config;
    this.catalogue = catalogue;
  }

  /**
   * Explores in a list and sets the propensities of its items; returns the candidate that was put
   * in, if one was.
   */
  Optional<Candidate> explore(
      List<Candidate> list,
      CandidateSet candidates,
      long now,
      Predicate<String> accept,
      RandomGenerator random) {
    boolean explores = random.nextDouble() < epsilon;
    if (epsilon == 0 || list.isEmpty() || !anyNew(now, list, accept)) {
      return Optional.empty();
    }
    double perPlace = epsilon / list.size();
    for (int i = 0; i < list.size(); i++) {
      list.get(i).propensity = 1 - perPlace;
    }
    if (!explores) {
      return Optional.empty();
    }
    List<String> pool = newItems(config.newItemPool(), now, list, accept);
    Candidate drawn = draw(pool.get(random.nextInt(pool.size())), candidates);
    drawn.propensity = perPlace / pool.size();
    list.set(random.nextInt(list.size()), drawn);
    return Optional.of(drawn);
  }

  private static Candidate draw(String item, CandidateSet candidates) {
    Candidate drawn = candidates.add(item, Candidate.NEW_ITEM, Optional.empty());
    drawn.source = Candidate.NEW_ITEM;
    drawn.set(RankingFeatures.NEW_ITEM, 1);
    return drawn;
  }

  private boolean anyNew(long now, List<Candidate> list, Predicate<String> accept) {
    return !newItems(1, now, list, accept).isEmpty();
  }

  private List<String> newItems(int k, long now, List<Candidate> list, Predicate<String> accept) {
    Set<String> listed = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      listed.add(list.get(i).item);
    }
    return catalogue.newItems(
        k,
        now - config.newItemAge().toMillis(),
        item -> !listed.contains(item) && accept.test(item));
  }
}
