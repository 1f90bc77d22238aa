package io.freshet.scoring.nearest;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;

/**
 * Keys {@code scoring.candidates.nearest.graph}: the approximate index.
 *
 * @param degree links of an item
 * @param beam items that are looked at in a row when links are chosen
 * @param overflow how far links may exceed the degree before they are thinned out, as a factor
 * @param alpha how much longer than the shortest way a link may be for the sake of diversity
 * @param searchWidth items that a search keeps in sight; at least twice as many as it is to find
 * @param drift how far a vector may move, in sum and as a share of its length, before its links are
 *     chosen anew
 */
public record GraphConfig(
    int degree, int beam, double overflow, double alpha, int searchWidth, double drift)
    implements Serializable {
  public GraphConfig {
    require(degree >= 2, "degree", degree, "at least 2");
    require(beam >= 1, "beam", beam, "at least 1");
    require(overflow >= 1, "overflow", overflow, "1 or more");
    require(alpha >= 1, "alpha", alpha, "1 or more");
    require(searchWidth >= 1, "search-width", searchWidth, "at least 1");
    require(drift >= 0, "drift", drift, "0 or more");
  }

  public static GraphConfig defaults() {
    return new GraphConfig(24, 80, 1.2, 1.2, 150, 0.25);
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    ConfigException.require(holds, "scoring.candidates.nearest.graph." + key, value, expected);
  }
}
