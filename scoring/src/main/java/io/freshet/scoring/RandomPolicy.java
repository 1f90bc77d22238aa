package io.freshet.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws lists uniformly, without replacement, from all accepted items of the catalogue. */
final class RandomPolicy {
  private final ItemCatalogue catalogue;
  private final Acceptance accepted;

  RandomPolicy(ItemCatalogue catalogue, Acceptance accepted) {
    this.catalogue = catalogue;
    this.accepted = accepted;
  }

  /**
   * k drawn items; each has the same propensity at every place, 1 / number of accepted items.
   *
   * @param candidates get them
   */
  List<Candidate> draw(int k, CandidateSet candidates, RandomGenerator random) {
    int eligible = accepted.accepted();
    List<Candidate> list = new ArrayList<>(k);
    Set<Integer> drawn = new HashSet<>();
    while (list.size() < Math.min(k, eligible)) {
      int id = catalogue.draw(random);
      if (accepted.test(id) && drawn.add(id)) {
        Candidate candidate = candidates.add(id, Candidate.RANDOM);
        candidate.source = Candidate.RANDOM;
        candidate.score = 0;
        candidate.propensity = 1.0 / eligible;
        list.add(candidate);
      }
    }
    return list;
  }
}
