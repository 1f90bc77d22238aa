package io.freshet.scoring;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of a batch whose candidates are gathered one list after the other and then scored all
 * at once, before each list is made.
 */
final class RankedAhead {
  /** Gathers the candidates of a list, with their features. */
  interface Gathering {
    /** Returns whether the list is one for the ranker. */
    boolean gather(ListRequest request, UserView user, CandidateSet into);
  }

  private final Retrieval retrieval;
  private final Policies policies;
  private final BatchRanker ranker;
  private final List<CandidateSet> sets = new ArrayList<>();
  private final Map<ListRequest, CandidateSet> byRequest = new IdentityHashMap<>();

  RankedAhead(Retrieval retrieval, Policies policies, BatchRanker ranker) {
    this.retrieval = retrieval;
    this.policies = policies;
    this.ranker = ranker;
  }

  /** Gathers and scores; a list that fails is left out, to fail when it is made. */
  void rank(List<ListRequest> requests, List<UserView> users, Gathering gathering) {
    byRequest.clear();
    List<CandidateSet> ranked = new ArrayList<>(requests.size());
    List<CandidateInput> inputs = new ArrayList<>(requests.size());
    for (int place = 0; place < requests.size(); place++) {
      CandidateSet set = set(place);
      if (!isGathered(requests.get(place), users.get(place), set, gathering)) {
        continue;
      }
      byRequest.put(requests.get(place), set);
      if (policies.isRanked(set)) {
        ranked.add(set);
        inputs.add(new CandidateInput(set, users.get(place)));
      } else {
        Policies.scoreByRetrieval(set);
      }
    }
    score(ranked, inputs);
  }

  /** The scored candidates of a list, once; absent for one that was not ranked ahead. */
  Optional<CandidateSet> take(ListRequest request) {
    Optional<CandidateSet> set = Optional.ofNullable(byRequest.remove(request));
    set.ifPresent(CandidateSet::use);
    return set;
  }

  void close() {
    ranker.close();
  }

  private static boolean isGathered(
      ListRequest request, UserView user, CandidateSet into, Gathering gathering) {
    try {
      return gathering.gather(request, user, into);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void score(List<CandidateSet> sets, List<CandidateInput> inputs) {
    List<double[]> logOdds = inputs.stream().map(input -> new double[input.size()]).toList();
    ranker.score(inputs, logOdds);
    for (int list = 0; list < sets.size(); list++) {
      for (int place = 0; place < logOdds.get(list).length; place++) {
        sets.get(list).get(place).score = logOdds.get(list)[place];
      }
    }
  }

  private CandidateSet set(int place) {
    if (place == sets.size()) {
      sets.add(retrieval.newSet());
    }
    return sets.get(place);
  }
}
