package io.freshet.scoring;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.ScoredItem;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one source of candidates says of the items of one list: its score of any item, and the best
 * score of an accepted one, which shares are relative to.
 */
record Signal(ToDoubleFunction<String> score, double best) {
  /** Nothing is said of any item. */
  static final Signal NONE = new Signal(item -> 0, 0);

  private static final double LEAST_SHARE = 1e-3;
  private static final double LOG_LEAST_SHARE = Math.log(LEAST_SHARE);

  /**
   * @param ranked the source's candidates, best first
   */
  static Signal of(ToDoubleFunction<String> score, List<ScoredItem> ranked) {
    return new Signal(score, ranked.isEmpty() ? 0 : ranked.get(0).score());
  }

  /** Sets the features share and log share; returns the score. */
  double set(Candidate candidate, RankingFeatures share, RankingFeatures logShare) {
    double found = score.applyAsDouble(candidate.item);
    double relative = best > 0 && found > 0 ? found / best : 0;
    candidate.set(share, relative);
    candidate.set(logShare, log(relative));
    return found;
  }

  /** Sets the feature log share. */
  void set(Candidate candidate, RankingFeatures logShare) {
    double found = score.applyAsDouble(candidate.item);
    candidate.set(logShare, log(best > 0 && found > 0 ? found / best : 0));
  }

  private static double log(double share) {
    return share == 0 ? LOG_LEAST_SHARE : Math.log(LEAST_SHARE + share);
  }
}
