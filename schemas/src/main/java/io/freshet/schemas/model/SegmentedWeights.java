package io.freshet.schemas.model;

/**
 * The weights of the ranker's features for one list after the other: a feature's own one and those
 * that it has in the {@linkplain UserSegments segments} of the list, added up once for all
 * candidates.
 */
final class SegmentedWeights {
  private static final int HISTORY = RankingFeatures.HISTORY_LENGTH.ordinal();
  private static final int SESSION = RankingFeatures.SESSION_LENGTH.ordinal();

  private final LogisticModel model;
  private final double[] weights = new double[RankingFeatures.NAMES.size()];
  private boolean made;
  private float history;
  private float session;

  SegmentedWeights(LogisticModel model) {
    this.model = model;
  }

  /** The model may have changed. */
  void forget() {
    made = false;
  }

  /** The weights that are those of a list with these features. */
  double[] weights(float[] features) {
    if (!made || features[HISTORY] != history || features[SESSION] != session) {
      make(features);
    }
    return weights;
  }

  /** Σ weight · feature. */
  double margin(float[] features) {
    double[] w = weights(features);
    double margin = 0;
    for (int i = 0; i < w.length; i++) {
      margin += w[i] * features[i];
    }
    return margin;
  }

  private void make(float[] features) {
    int[][] segments = model.segments(features);
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          (double) model.weight(i) + model.weight(segments[0][i]) + model.weight(segments[1][i]);
    }
    history = features[HISTORY];
    session = features[SESSION];
    made = true;
  }
}
