package io.freshet.scoring;

import io.freshet.schemas.model.ScoredItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The candidates of one list, each item once, in the order of retrieval, and what each source says
 * of them.
 */
final class CandidateSet {
  private final Sources sources;
  private final List<Candidate> all = new ArrayList<>(192);
  private final Map<String, Candidate> byItem = new HashMap<>(512);
  private final List<Candidate> popular = new ArrayList<>(32);
  private Signal coVisitation = Signal.NONE;
  private Signal longHistory = Signal.NONE;
  private Signal transitions = Signal.NONE;
  private Signal content = Signal.NONE;
  private int personal;

  /**
   * @param sources that know the user by the history
   */
  CandidateSet(Sources sources) {
    this.sources = sources;
  }

  /** All, in the order in which they came in. */
  List<Candidate> all() {
    return all;
  }

  /** The popular ones, the most popular first. */
  List<Candidate> popular() {
    return popular;
  }

  /** How many of them the history speaks for; they are the first ones. */
  int personal() {
    return personal;
  }

  Sources sources() {
    return sources;
  }

  Signal coVisitation() {
    return coVisitation;
  }

  Signal longHistory() {
    return longHistory;
  }

  Signal transitions() {
    return transitions;
  }

  Signal content() {
    return content;
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

  void addCoVisited(List<ScoredItem> ranked) {
    coVisitation = Signal.of(sources.coVisitation()::of, ranked);
    addPersonal(ranked, Candidate.CO_VISITATION);
  }

  void addLongTerm(List<ScoredItem> ranked) {
    longHistory = Signal.of(sources.longHistory()::of, ranked);
    addPersonal(ranked, Candidate.CO_VISITATION);
  }

  void addNext(List<ScoredItem> ranked) {
    transitions = Signal.of(sources.transitions()::of, ranked);
    addPersonal(ranked, Candidate.TRANSITION);
  }

  void addNear(List<ScoredItem> ranked) {
    addPersonal(ranked, Candidate.EMBEDDING);
  }

  void addSimilar(List<ScoredItem> ranked) {
    content = Signal.of(sources.content()::of, ranked);
    addPersonal(ranked, Candidate.CONTENT);
  }

  void addPopular(List<ScoredItem> ranked) {
    for (int i = 0; i < ranked.size(); i++) {
      popular.add(add(ranked.get(i).item(), Candidate.POPULARITY, Optional.empty()));
    }
  }

  void addTrending(List<ScoredItem> ranked) {
    for (int i = 0; i < ranked.size(); i++) {
      add(ranked.get(i).item(), Candidate.TRENDING, Optional.empty());
    }
  }

  private void addPersonal(List<ScoredItem> ranked, String source) {
    for (int i = 0; i < ranked.size(); i++) {
      add(ranked.get(i).item(), source, ranked.get(i).because());
    }
    personal = all.size();
  }
}
