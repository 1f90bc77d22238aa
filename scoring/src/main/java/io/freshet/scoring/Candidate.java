package io.freshet.scoring;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.RankedItem;
import java.util.List;
import java.util.Optional;

/** An item under consideration for one list, with its ranking features. */
final class Candidate {
  static final String CO_VISITATION = "co-visitation";
  static final String TRANSITION = "transition";
  static final String EMBEDDING = "embedding";
  static final String CONTENT = "content";
  static final String POPULARITY = "popularity";
  static final String TRENDING = "trending";
  static final String NEW_ITEM = "new-item";
  static final String RANDOM = "random";
  private static final int WIDTH = RankingFeatures.NAMES.size();

  final String item;
  final Optional<String> because;
  final float[] features = new float[WIDTH];

  /** What put it on the list. */
  String source;

  /** What the list is ordered by, higher first. */
  double score;

  /** Probability with which the policy puts the item at its place. */
  double propensity = 1;

  Candidate(String item, String source, Optional<String> because) {
    this.item = item;
    this.source = source;
    this.because = because;
  }

  void set(RankingFeatures feature, double value) {
    features[feature.ordinal()] = (float) value;
  }

  float get(RankingFeatures feature) {
    return features[feature.ordinal()];
  }

  RankedItem toRecord() {
    return new RankedItem(
        item,
        (float) score,
        source,
        because.orElse(null),
        new FloatList(features),
        (float) propensity,
        List.of());
  }
}
