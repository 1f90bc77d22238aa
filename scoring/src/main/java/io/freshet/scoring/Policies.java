package io.freshet.scoring;

import static io.freshet.schemas.model.RankingFeatures.CO_VISITATION_SHARE;
import static io.freshet.schemas.model.RankingFeatures.POPULARITY_SHARE;
import static io.freshet.schemas.model.RankingFeatures.TRENDING_LOG_SHARE;

import io.freshet.schemas.model.RankingModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The orders that a list can be put in. */
final class Policies {
  private static final Comparator<Candidate> BEST_FIRST =
      (a, b) -> Double.compare(b.score, a.score);

  private final RankingModel ranker;
  private final double minEvidence;
  private final double anchor;
  private double[] logOdds = new double[128];

  Policies(RankingModel ranker, double minEvidence, double anchor) {
    this.ranker = ranker;
    this.minEvidence = minEvidence;
    this.anchor = anchor;
  }

  /**
   * The best k by log-odds − A·ln(1 + rank in the order of retrieval). The ranker has learned only
   * from lists that retrieval chose, so it may correct that order, not replace it: A bounds how far
   * it moves an item. The order is that of retrieval while the ranker has learned too little, or
   * when the history speaks for nothing.
   */
  List<Candidate> freshet(CandidateSet candidates, UserView user, int k) {
    List<Candidate> ordered = new ArrayList<>(candidates.all());
    if (candidates.personal() == 0 || !isRankerReady()) {
      ordered.forEach(Policies::scoreByRetrieval);
    } else {
      scoreByRanker(ordered, user);
    }
    ordered.sort(BEST_FIRST);
    return head(ordered, k);
  }

  /** The most popular k. */
  List<Candidate> popularity(CandidateSet candidates, int k) {
    List<Candidate> list = head(candidates.popular(), k);
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

  private void scoreByRanker(List<Candidate> ordered, UserView user) {
    if (logOdds.length < ordered.size()) {
      logOdds = new double[2 * ordered.size()];
    }
    ranker.score(new CandidateInput(ordered, user), logOdds);
    for (int rank = 0; rank < ordered.size(); rank++) {
      ordered.get(rank).score = logOdds[rank] - anchor * Math.log1p(rank);
    }
  }

  /**
   * Co-visited: 1 + share, others: how they are trending. What is visited these days says more of a
   * new user than what was ever popular.
   */
  private static void scoreByRetrieval(Candidate candidate) {
    double share = candidate.get(CO_VISITATION_SHARE);
    candidate.score = share > 0 ? 1 + share : Math.exp(candidate.get(TRENDING_LOG_SHARE));
  }

  private static List<Candidate> head(List<Candidate> ordered, int k) {
    return new ArrayList<>(ordered.subList(0, Math.min(k, ordered.size())));
  }
}
