package io.freshet.scoring;

import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.NgramContribution;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The n-grams that moved a prediction most: those of the largest |(w_{i,c} − mean over the classes)
 * xᵢ| for the predicted class c. What n-grams they are is looked up for the few winners only. A
 * word and its letters may read the same: they are one n-gram then, and their contributions a sum.
 */
final class NgramReasons {
  /** So many winners are looked at for each that is named. */
  private static final int SAME = 3;

  private final NgramFeatures ngrams;
  private final int most;

  /**
   * @param most that are named
   */
  NgramReasons(NgramFeatures ngrams, int most) {
    this.ngrams = ngrams;
    this.most = most;
  }

  /** The strongest first; n-grams of no weight are not among them. */
  List<NgramContribution> of(String text, TextFeatures features, SoftmaxModel model, int label) {
    int[] winners = new int[Math.min(SAME * most, features.size())];
    double[] contributions = new double[winners.length];
    int found = 0;
    for (int i = 0; winners.length > 0 && i < features.size(); i++) {
      double contribution = model.lead(features.features()[i], label) * features.values()[i];
      found = insert(winners, contributions, found, features.features()[i], contribution);
    }
    return found == 0 ? List.of() : named(text, Arrays.copyOf(winners, found), contributions);
  }

  /** Keeps the strongest, in order; returns how many there are. */
  private static int insert(
      int[] winners, double[] contributions, int found, int feature, double contribution) {
    int place = found;
    while (place > 0 && Math.abs(contribution) > Math.abs(contributions[place - 1])) {
      place--;
    }
    if (contribution == 0 || place == winners.length) {
      return found;
    }
    int moved = Math.min(found, winners.length - 1) - place;
    System.arraycopy(winners, place, winners, place + 1, moved);
    System.arraycopy(contributions, place, contributions, place + 1, moved);
    winners[place] = feature;
    contributions[place] = contribution;
    return Math.min(found + 1, winners.length);
  }

  private List<NgramContribution> named(String text, int[] winners, double[] contributions) {
    List<String> surfaces = ngrams.surfaces(text, winners);
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < winners.length; i++) {
      sums.merge(surfaces.get(i), contributions[i], Double::sum);
    }
    return sums.entrySet().stream()
        .sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.getValue())))
        .limit(most)
        .map(reason -> new NgramContribution(reason.getKey(), reason.getValue().floatValue()))
        .toList();
  }
}
