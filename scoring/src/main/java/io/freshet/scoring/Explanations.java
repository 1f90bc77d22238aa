package io.freshet.scoring;

import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.model.RankingModel;
import io.freshet.schemas.model.TopIds;
import io.freshet.schemas.record.FeatureContribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says what moved the items of a list. Where log-odds are a sum of parts, a part moved an item by
 * its value less the mean of that part over all candidates of the list:
 *
 * <pre>  c_f(item) = w_f x_f(item) − mean over candidates j of w_f x_f(j)  </pre>
 *
 * so the contributions of an item add up to how far it is above the mean candidate, and what is the
 * same for all candidates moves none. Named are the parts of the largest |c|. Source: the Shapley
 * values of a linear model with independent features, Lundberg and Lee, "A Unified Approach to
 * Interpreting Model Predictions", NIPS 2017, corollary 1.
 */
final class Explanations {
  private final RankingModel ranker;
  private final List<String> names;
  private final int most;
  private final TopIds strongest = new TopIds(Integer::compare);
  private final double[] mean;
  private final double[] parts;

  /**
   * @param most reasons per item
   */
  Explanations(RankingModel ranker, int most) {
    this.ranker = ranker;
    this.names = ranker.parts();
    this.most = most;
    this.mean = new double[names.size()];
    this.parts = new double[names.size()];
  }

  /** Sets the reasons of the items of a list; to be called right after its ranking. */
  void explain(List<Candidate> list, CandidateSet candidates, RankingInput input) {
    if (most == 0 || names.isEmpty()) {
      return;
    }
    Arrays.fill(mean, 0);
    for (int place = 0; place < candidates.size(); place++) {
      ranker.contribute(input, place, mean);
    }
    for (int part = 0; part < mean.length; part++) {
      mean[part] /= candidates.size();
    }
    for (int i = 0; i < list.size(); i++) {
      list.get(i).reasons = reasons(candidates.place(list.get(i).id), input);
    }
  }

  private List<FeatureContribution> reasons(int place, RankingInput input) {
    Arrays.fill(parts, 0);
    ranker.contribute(input, place, parts);
    strongest.reset(most);
    for (int part = 0; part < parts.length; part++) {
      parts[part] -= mean[part];
      double strength = Math.abs(parts[part]);
      if (strength > 0 && strongest.takes(part, strength)) {
        strongest.add(part, strength);
      }
    }
    strongest.sort();
    List<FeatureContribution> reasons = new ArrayList<>(strongest.size());
    for (int rank = 0; rank < strongest.size(); rank++) {
      int part = strongest.id(rank);
      reasons.add(new FeatureContribution(names.get(part), (float) parts[part]));
    }
    return reasons;
  }
}
