package io.freshet.schemas.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Area under the ROC curve, streaming: P(score of a positive &gt; score of a negative), ties
 * counting one half (Fawcett 2006).
 *
 * <p>Scores are counted in {@value #BUCKETS} buckets of equal width on the log-odds scale from
 * −{@value #RANGE} to {@value #RANGE} (0.0078 wide), so that rare positives with small
 * probabilities are told apart as well as even ones. With p and n the positives and negatives per
 * bucket, P and N their sums,
 *
 * <pre>AUC = Σ_b p_b · (Σ_{c&lt;b} n_c + n_b / 2) / (P · N)</pre>
 *
 * Equal scores share a bucket, so ties are exact; unequal ones that share it count as ties, which
 * costs at most {@link #errorBound()} = Σ_b p_b · n_b / (2 · P · N).
 *
 * <p>Mutable; not thread-safe. 64 KB.
 */
public final class Auc implements Mergeable<Auc> {
  private static final int BUCKETS = 4096;
  private static final double RANGE = 16;

  private final long[] positives = new long[BUCKETS];
  private final long[] negatives = new long[BUCKETS];
  private long count;

  /** The accumulator that {@link #snapshot()} was taken of. */
  public static Auc restore(long[] snapshot) {
    Auc auc = new Auc();
    for (int i = 0; i < snapshot.length; i += 3) {
      auc.add((int) snapshot[i], snapshot[i + 1], snapshot[i + 2]);
    }
    return auc;
  }

  /**
   * @param score probability of the positive class, 0 to 1
   */
  public void add(double score, boolean positive) {
    add(bucket(score), positive ? 1 : 0, positive ? 0 : 1);
  }

  @Override
  public void merge(Auc other) {
    for (int b = 0; b < BUCKETS; b++) {
      add(b, other.positives[b], other.negatives[b]);
    }
  }

  @Override
  public Auc fresh() {
    return new Auc();
  }

  @Override
  public long count() {
    return count;
  }

  /** Whether there were both a positive and a negative. */
  boolean hasArea() {
    return pairs() > 0;
  }

  /** 0.5, which is chance, before there were both a positive and a negative. */
  public double value() {
    double ordered = 0;
    long below = 0;
    for (int b = 0; b < BUCKETS; b++) {
      ordered += positives[b] * (below + negatives[b] / 2.0);
      below += negatives[b];
    }
    double pairs = pairs();
    return pairs == 0 ? 0.5 : ordered / pairs;
  }

  /**
   * Of {@link #value()}, by the standard error of Hanley and McNeil ("The Meaning and Use of the
   * Area under a ROC Curve", Radiology 143 (1982), equation 2); empty before there were two of each
   * class.
   */
  public Optional<Interval> interval() {
    long positive = Arrays.stream(positives).sum();
    long negative = count - positive;
    return positive < 2 || negative < 2
        ? Optional.empty()
        : Optional.of(
            Interval.around(value(), standardError(value(), positive, negative)).within(0, 1));
  }

  /** How far {@link #value()} may be from the exact area, either way. */
  public double errorBound() {
    double tied = 0;
    for (int b = 0; b < BUCKETS; b++) {
      tied += (double) positives[b] * negatives[b];
    }
    double pairs = pairs();
    return pairs == 0 ? 0 : tied / (2 * pairs);
  }

  /** {@code bucket, positives, negatives} of every bucket that is not empty. */
  public long[] snapshot() {
    long[] flat = new long[3 * BUCKETS];
    int used = 0;
    for (int b = 0; b < BUCKETS; b++) {
      if (positives[b] + negatives[b] > 0) {
        flat[used++] = b;
        flat[used++] = positives[b];
        flat[used++] = negatives[b];
      }
    }
    return Arrays.copyOf(flat, used);
  }

  static double standardError(double area, long positive, long negative) {
    double positivePair = area / (2 - area);
    double negativePair = 2 * area * area / (1 + area);
    double square = area * area;
    double variance =
        area * (1 - area)
            + (positive - 1) * (positivePair - square)
            + (negative - 1) * (negativePair - square);
    return Math.sqrt(variance / ((double) positive * negative));
  }

  private void add(int bucket, long morePositives, long moreNegatives) {
    positives[bucket] += morePositives;
    negatives[bucket] += moreNegatives;
    count += morePositives + moreNegatives;
  }

  private double pairs() {
    long total = Arrays.stream(positives).sum();
    return (double) total * (count - total);
  }

  private static int bucket(double score) {
    double logOdds = Math.log(score / (1 - score));
    int bucket = (int) Math.floor((logOdds + RANGE) * (BUCKETS / (2 * RANGE)));
    return Math.max(0, Math.min(BUCKETS - 1, bucket));
  }
}
