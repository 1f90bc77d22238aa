package io.freshet.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Draws lists uniformly, without replacement, from all accepted items of the catalogue. */
final class RandomPolicy {
  private final ItemCatalogue catalogue;

  RandomPolicy(ItemCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * k drawn items; each has the same propensity at every place, 1 / number of accepted items.
   *
   * @param refused items that are not accepted; those of them that the catalogue has are counted
   *     off
   */
  List<Candidate> draw(
      int k,
      CandidateSet candidates,
      Predicate<String> accept,
      Set<String> refused,
      RandomGenerator random) {
    int eligible = catalogue.alive() - (int) refused.stream().filter(catalogue::isAlive).count();
    List<Candidate> list = new ArrayList<>(k);
    Set<String> drawn = new HashSet<>();
    while (list.size() < Math.min(k, eligible)) {
      String item = catalogue.draw(random);
      if (accept.test(item) && drawn.add(item)) {
        Candidate candidate = candidates.add(item, Candidate.RANDOM, Optional.empty());
        candidate.source = Candidate.RANDOM;
        candidate.score = 0;
        candidate.propensity = 1.0 / eligible;
        list.add(candidate);
      }
    }
    return list;
  }
}
