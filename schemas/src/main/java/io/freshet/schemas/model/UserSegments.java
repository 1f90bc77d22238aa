package io.freshet.schemas.model;

import static io.freshet.schemas.model.RankingFeatures.HISTORY_LENGTH;
import static io.freshet.schemas.model.RankingFeatures.SESSION_LENGTH;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of lists in which a ranking feature has a weight of its own beside the common one: by how
 * long the user's history is, and by how far the session has come. Popularity, say, counts for more
 * where little is known of a user. Both lengths are ranking features, so a list's segments are
 * those that it was logged with.
 */
final class UserSegments {
  /** A length belongs to as many segments up as it reaches bounds. */
  private static final int[] BOUNDS = {2, 4, 9, 25};

  private static final int PER_LENGTH = BOUNDS.length + 1;

  /** Their names, by number. */
  static final List<String> NAMES = names();

  private UserSegments() {}

  /** The number of the segment by history. */
  static int history(float[] features) {
    return segment(features[HISTORY_LENGTH.ordinal()]);
  }

  /** The number of the segment by session. */
  static int session(float[] features) {
    return PER_LENGTH + segment(features[SESSION_LENGTH.ordinal()]);
  }

  /**
   * @param feature ln(1 + length) / 5
   */
  private static int segment(float feature) {
    long length = Math.round(Math.expm1(5.0 * feature));
    int segment = 0;
    while (segment < BOUNDS.length && length >= BOUNDS[segment]) {
      segment++;
    }
    return segment;
  }

  /**
   * For each segment, the indices of the features in it.
   *
   * @param first index of the first feature in the first segment
   */
  static int[][] indices(int first) {
    int features = RankingFeatures.NAMES.size();
    int[][] indices = new int[NAMES.size()][];
    for (int segment = 0; segment < indices.length; segment++) {
      int from = first + segment * features;
      indices[segment] = IntStream.range(from, from + features).toArray();
    }
    return indices;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String length : List.of("history", "session")) {
      names.add(length + "-0");
      for (int bound : BOUNDS) {
        names.add(length + '-' + bound);
      }
    }
    return List.copyOf(names);
  }
}
