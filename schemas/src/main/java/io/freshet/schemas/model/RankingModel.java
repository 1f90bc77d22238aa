package io.freshet.schemas.model;

import java.util.List;

/**
 * Says how likely the candidates of a list are to be chosen. Scorer and learner predict with the
 * same function.
 */
public interface RankingModel extends ModelView {
  /**
   * Scores all candidates of a list.
   *
   * @param logOdds ln(p / (1 − p)) of the choice of candidate i at i; at least as long as the input
   */
  void score(RankingInput input, double[] logOdds);

  /** What the log-odds of a candidate are a sum of, by name; none where they are no sum. */
  List<String> parts();

  /**
   * Adds each part of the log-odds of a candidate to the sum of its place in {@link #parts}, by the
   * model as it was when the list was {@linkplain #score scored}.
   */
  void contribute(RankingInput input, int candidate, double[] sums);

  /** Sum of the squared residuals (p − y)² that it has learned from: 0 before the first one. */
  double evidence();

  /** Weight of a dense feature in the linear part of the model. */
  float weight(int feature);
}
