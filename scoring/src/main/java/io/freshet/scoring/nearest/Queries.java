package io.freshet.scoring.nearest;

import java.util.List;

/**
 * Vectors that are searched for in one go.
 *
 * @param vectors of users, all of one length
 * @param k how many ids are wanted for each
 * @param filter which ids may be answered
 */
public record Queries(List<float[]> vectors, int k, Filter filter) {
  /** Which ids a query wants; asked only for those that would be among the best. */
  public interface Filter {
    /** Wants all. */
    Filter ALL = (query, id) -> true;

    /**
     * @param query place in the batch
     */
    boolean accepts(int query, int id);
  }

  public Queries {
    if (k < 1) {
      throw new IllegalArgumentException("k = " + k + ", expected at least 1");
    }
  }

  public int size() {
    return vectors.size();
  }
}
