package io.freshet.schemas.metrics;

import java.util.Optional;

/**
 * Figures of lists with one relevant item each, from its 0-based rank r in the list (absent: -1).
 * Over n lists, with cutoff k:
 *
 * <ul>
 *   <li>recall@k = #{0 ≤ r &lt; k} / n; with one relevant item this is the hit rate too
 *   <li>NDCG@k = Σ [r &lt; k] / log₂(r + 2) / n; the ideal gain of one relevant item is 1
 *       (Järvelin, Kekäläinen 2002)
 *   <li>MRR = Σ 1 / (r + 1) / n, over the whole list
 * </ul>
 *
 * <p>Mutable; not thread-safe.
 */
public final class RankingMetrics implements Mergeable<RankingMetrics> {
  private static final double LN_2 = Math.log(2);
  private static final int MEANS = 5;

  private final int cutoff;
  private long count;
  private long hits;
  private double gain;
  private double reciprocal;
  private double gainSquares;
  private double reciprocalSquares;

  /**
   * @param cutoff k, at least 1
   */
  public RankingMetrics(int cutoff) {
    if (cutoff < 1) {
      throw new IllegalArgumentException("cutoff = " + cutoff + ", expected at least 1");
    }
    this.cutoff = cutoff;
  }

  /**
   * The accumulator that {@link #snapshot()} was taken of. Cut to its first 5 numbers, a snapshot
   * restores all figures, but no intervals of NDCG and MRR.
   */
  public static RankingMetrics restore(double[] snapshot) {
    RankingMetrics metrics = new RankingMetrics((int) snapshot[0]);
    metrics.count = (long) snapshot[1];
    metrics.hits = (long) snapshot[2];
    metrics.gain = snapshot[3];
    metrics.reciprocal = snapshot[4];
    metrics.gainSquares = snapshot.length == MEANS ? Double.NaN : snapshot[5];
    metrics.reciprocalSquares = snapshot.length == MEANS ? Double.NaN : snapshot[6];
    return metrics;
  }

  /**
   * Counts one list.
   *
   * @param rank 0-based rank of the relevant item, negative when it is absent
   */
  public void add(int rank) {
    count++;
    if (rank < 0) {
      return;
    }
    addReciprocal(1.0 / (rank + 1));
    if (rank < cutoff) {
      hits++;
      addGain(LN_2 / Math.log(rank + 2));
    }
  }

  @Override
  public void merge(RankingMetrics other) {
    if (other.cutoff != cutoff) {
      throw new IllegalArgumentException(
          "cutoff " + other.cutoff + " cannot be merged into cutoff " + cutoff);
    }
    count += other.count;
    hits += other.hits;
    gain += other.gain;
    reciprocal += other.reciprocal;
    gainSquares += other.gainSquares;
    reciprocalSquares += other.reciprocalSquares;
  }

  @Override
  public RankingMetrics fresh() {
    return new RankingMetrics(cutoff);
  }

  @Override
  public long count() {
    return count;
  }

  /** Lists with the relevant item among the first k. */
  public long hits() {
    return hits;
  }

  /** recall@k; 0 before the first list. */
  public double recall() {
    return count == 0 ? 0 : (double) hits / count;
  }

  /** Of {@link #recall()}. */
  public Interval recallInterval() {
    return Interval.wilson(hits, count);
  }

  /** NDCG@k; 0 before the first list. */
  public double ndcg() {
    return count == 0 ? 0 : gain / count;
  }

  /** Of {@link #ndcg()}; empty before the second list. */
  public Optional<Interval> ndcgInterval() {
    return Interval.ofMean(count, gain, gainSquares);
  }

  /** Mean reciprocal rank; 0 before the first list. */
  public double mrr() {
    return count == 0 ? 0 : reciprocal / count;
  }

  /** Of {@link #mrr()}; empty before the second list. */
  public Optional<Interval> mrrInterval() {
    return Interval.ofMean(count, reciprocal, reciprocalSquares);
  }

  /** {@code [cutoff, count, hits, Σ gain, Σ 1/rank, Σ gain², Σ 1/rank²]}. */
  public double[] snapshot() {
    return new double[] {cutoff, count, hits, gain, reciprocal, gainSquares, reciprocalSquares};
  }

  private void addGain(double more) {
    gain += more;
    gainSquares += more * more;
  }

  private void addReciprocal(double more) {
    reciprocal += more;
    reciprocalSquares += more * more;
  }
}
