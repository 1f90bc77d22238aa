package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_SHARE;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_SHARE;
import static io.freshet.schemas.model.RankingFeatures.TRENDING_LOG_SHARE;

import io.freshet.schemas.model.RankingModel;
import io.freshet.schemas.model.TopIds;
import java.util.ArrayList;
import java.util.List;

/** The orders that a list can be put in. */
final class Policies {
  private final RankingModel ranker;
  private final double minEvidence;
  private final Explanations explanations;
  private final TopIds best = new TopIds(Integer::compare);
  private double[] logOdds = new double[256];

  /**
   * @param explain reasons per item
   */
  Policies(RankingModel ranker, double minEvidence, int explain) {
    this.ranker = ranker;
    this.minEvidence = minEvidence;
    this.explanations = new Explanations(ranker, explain);
  }

  /**
   * The best k by log-odds; among equals in the order of retrieval, which is also the order of a
   * kind while the ranker has learned too little, or when the history speaks for nothing.
   */
  List<Candidate> freshet(CandidateSet candidates, UserView user, int k) {
    if (!isRanked(candidates)) {
      scoreByRetrieval(candidates);
      return best(candidates, k);
    }
    CandidateInput input = new CandidateInput(candidates, user);
    scoreByRanker(candidates, input);
    List<Candidate> list = best(candidates, k);
    explanations.explain(list, candidates, input);
    return list;
  }

  /** Whether the ranker says how candidates are ordered. */
  boolean isRanked(CandidateSet candidates) {
    return candidates.personal() > 0 && isRankerReady();
  }

  /** The most popular k. */
  List<Candidate> popularity(CandidateSet candidates, int k) {
    List<Candidate> popular = candidates.popular();
    List<Candidate> list = new ArrayList<>(popular.subList(0, Math.min(k, popular.size())));
    for (Candidate candidate : list) {
      candidate.source = Candidate.POPULARITY;
      candidate.score = candidate.get(POPULARITY_SHARE);
    }
    return list;
  }

  /** Whether the ranker has gathered enough evidence. */
  boolean isRankerReady() {
    return ranker.evidence() >= minEvidence;
  }

  private void scoreByRanker(CandidateSet candidates, CandidateInput input) {
    if (logOdds.length < candidates.size()) {
      logOdds = new double[2 * candidates.size()];
    }
    ranker.score(input, logOdds);
    for (int place = 0; place < candidates.size(); place++) {
      candidates.get(place).score = logOdds[place];
    }
  }

  /**
   * Co-visited: 1 + share, others: how they are trending. What is visited these days says more of a
   * new user than what was ever popular.
   */
  static void scoreByRetrieval(CandidateSet candidates) {
    for (int place = 0; place < candidates.size(); place++) {
      Candidate candidate = candidates.get(place);
      double share = candidate.get(CO_VISITATION_SHARE);
      candidate.score = share > 0 ? 1 + share : Math.exp(candidate.get(TRENDING_LOG_SHARE));
    }
  }

  /** The best k by their scores. */
  List<Candidate> best(CandidateSet candidates, int k) {
    best.reset(k);
    for (int place = 0; place < candidates.size(); place++) {
      double score = candidates.get(place).score;
      if (best.takes(place, score)) {
        best.add(place, score);
      }
    }
    best.sort();
    List<Candidate> list = new ArrayList<>(best.size());
    for (int rank = 0; rank < best.size(); rank++) {
      list.add(candidates.get(best.id(rank)));
    }
    return list;
  }
}
