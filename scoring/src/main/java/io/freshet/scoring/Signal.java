package io.freshet.scoring;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.TopIds;

/**
 * What one source of candidates says of the items of one list, relative to its best score of an
 * accepted one.
 */
record Signal(double best) {
  /** Nothing is said of any item. */
  static final Signal NONE = new Signal(0);

  private static final double LEAST_SHARE = 1e-3;
  private static final double LOG_LEAST_SHARE = Math.log(LEAST_SHARE);

  /**
   * @param ranked the source's candidates
   */
  static Signal of(TopIds ranked) {
    return ranked.size() == 0 ? NONE : new Signal(ranked.score(0));
  }

  /** Sets the features share and log share by the source's score. */
  void set(Candidate candidate, double score, RankingFeatures share, RankingFeatures logShare) {
    double relative = share(score);
    candidate.set(share, relative);
    candidate.set(logShare, log(relative));
  }

  /** Sets the feature log share by the source's score. */
  void set(Candidate candidate, double score, RankingFeatures logShare) {
    candidate.set(logShare, log(share(score)));
  }

  private double share(double score) {
    return best > 0 && score > 0 ? score / best : 0;
  }

  private static double log(double share) {
    return share == 0 ? LOG_LEAST_SHARE : Math.log(LEAST_SHARE + share);
  }
}
