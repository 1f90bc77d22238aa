package io.freshet.scoring.nearest;

/** The best ids for one query, best first. Immutable. */
public final class Hits {
  private final int[] ids;
  private final float[] scores;

  Hits(int[] ids, float[] scores) {
    this.ids = ids;
    this.scores = scores;
  }

  public int size() {
    return ids.length;
  }

  public int id(int rank) {
    return ids[rank];
  }

  public float score(int rank) {
    return scores[rank];
  }
}
