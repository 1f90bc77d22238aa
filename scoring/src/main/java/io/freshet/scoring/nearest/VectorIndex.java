package io.freshet.scoring.nearest;

import java.util.List;

/**
 * Vectors by id, and those of the highest score u · y + β for vectors u that are asked for: y is
 * the vector of an id, β its bias. Ids are numbers from 0 on, with few gaps.
 *
 * <p>The bias is one more dimension: (u, 1) · (y, β), so that a score is one product.
 */
public interface VectorIndex extends AutoCloseable {
  /** Sets the vector of an id, which may be new. The array may be used again. */
  void upsert(int id, float[] vector, float bias);

  /** Takes an id out; nothing happens when it is not there. */
  void remove(int id);

  /** How many changes it takes now without making the caller wait. */
  default int room() {
    return Integer.MAX_VALUE;
  }

  /** Number of ids. */
  int size();

  /** The best ids for each query, best first; fewer than wanted when fewer are accepted. */
  List<Hits> search(Queries queries);

  @Override
  void close();
}
