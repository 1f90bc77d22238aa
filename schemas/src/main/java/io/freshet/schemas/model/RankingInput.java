package io.freshet.schemas.model;

/**
 * The candidates of one list as a ranker sees them: the same when they are scored as when the
 * logged list is learned from. A text that is absent is empty.
 */
public interface RankingInput {
  /** The position that every candidate is scored at, since it has none yet. */
  int SERVING_POSITION = 0;

  /** Number of candidates. */
  int size();

  /** The newest item of the history that the list is made from. */
  String lastItem();

  /** Item id. */
  String item(int candidate);

  /** What brought the candidate in. */
  String source(int candidate);

  /** The history item that brought the candidate in. */
  String because(int candidate);

  /** 0-based place in the served list; {@link #SERVING_POSITION} when it is being scored. */
  int position(int candidate);

  /** {@link RankingFeatures} in their order; not to be changed. */
  float[] features(int candidate);
}
