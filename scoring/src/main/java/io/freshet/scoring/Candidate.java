package io.freshet.scoring;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.FeatureContribution;
import io.freshet.schemas.record.RankedItem;
import java.util.Arrays;
import java.util.List;

/**
 * An item under consideration for one list, with its ranking features. It is used again for the
 * next list.
 */
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

  final float[] features = new float[WIDTH];
  int id;
  String item = "";

  /** The history item that brought it in; empty for none. */
  String because = "";

  /** What put it on the list. */
  String source = "";

  /** What the list is ordered by, higher first. */
  double score;

  /** Probability with which the policy puts the item at its place. */
  double propensity = 1;

  /** What moved the score most. */
  List<FeatureContribution> reasons = List.of();

  /** Begins anew. */
  void reset(int newId, String newItem, String newSource, String newBecause) {
    id = newId;
    item = newItem;
    source = newSource;
    because = newBecause;
    score = 0;
    propensity = 1;
    reasons = List.of();
    Arrays.fill(features, 0);
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
        because.isEmpty() ? null : because,
        new FloatList(features.clone()),
        (float) propensity,
        reasons);
  }
}
