package io.freshet.schemas.model;

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

  /** Sum of the squared residuals (p − y)² that it has learned from: 0 before the first one. */
  double evidence();

  /** Weight of a dense feature in the linear part of the model. */
  float weight(int feature);
}
