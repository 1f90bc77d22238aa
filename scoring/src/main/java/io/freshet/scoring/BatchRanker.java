package io.freshet.scoring;

import io.freshet.schemas.model.RankingInput;
import java.util.List;

/** Scores the candidates of several lists at once, as a ranking model scores those of one. */
public interface BatchRanker extends AutoCloseable {
  /**
   * @param logOdds for each list: ln(p / (1 − p)) of the choice of candidate i at i; at least as
   *     long as the list
   */
  void score(List<? extends RankingInput> lists, List<double[]> logOdds);

  @Override
  void close();
}
