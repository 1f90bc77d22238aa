package io.freshet.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The candidates of one list, each item once, in the order of retrieval. */
final class CandidateSet {
  private final List<Candidate> all = new ArrayList<>(96);
  private final Map<String, Candidate> byItem = new HashMap<>(256);
  private final List<Candidate> popular = new ArrayList<>(32);
  private int coVisited;

  /** All, in the order in which they came in. */
  List<Candidate> all() {
    return all;
  }

  /** The popular ones, the most popular first. */
  List<Candidate> popular() {
    return popular;
  }

  /** How many of them the history speaks for; they are the first ones. */
  int coVisited() {
    return coVisited;
  }

  boolean contains(String item) {
    return byItem.containsKey(item);
  }

  /** The candidate of an item, added where there is none. */
  Candidate add(String item, String source, Optional<String> because) {
    Candidate candidate = byItem.get(item);
    if (candidate == null) {
      candidate = new Candidate(item, source, because);
      byItem.put(item, candidate);
      all.add(candidate);
    }
    return candidate;
  }

  Candidate addCoVisited(String item, Optional<String> because) {
    coVisited++;
    return add(item, Candidate.CO_VISITATION, because);
  }

  Candidate addPopular(String item) {
    Candidate candidate = add(item, Candidate.POPULARITY, Optional.empty());
    popular.add(candidate);
    return candidate;
  }
}
