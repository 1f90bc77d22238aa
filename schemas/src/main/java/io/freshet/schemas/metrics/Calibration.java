package io.freshet.schemas.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Whether predictions come true as often as they say. They are binned by their confidence into
 * {@value #BINS} bins of equal width, and
 *
 * <pre>ECE = Σ_b n_b / n · |right_b / n_b − mean confidence_b|</pre>
 *
 * is the expected calibration error (Guo et al., "On Calibration of Modern Neural Networks", ICML
 * 2017, equation 3). For a classifier the confidence is the probability of the class that it
 * predicted, and right says whether that was the true one; for a probability of a click, whether it
 * was clicked. An accumulator of few predictions overstates the error, by about the noise within a
 * bin.
 *
 * <p>Mutable; not thread-safe.
 */
public final class Calibration implements Mergeable<Calibration> {
  /** Number of bins. */
  public static final int BINS = 15;

  private final long[] counts = new long[BINS];
  private final long[] rights = new long[BINS];
  private final double[] confidences = new double[BINS];
  private long count;

  /**
   * One bin of a reliability diagram.
   *
   * @param count predictions in it
   * @param confidence their mean
   * @param accuracy the share of them that came true
   */
  public record Bin(long count, double confidence, double accuracy) {
    /** Of the accuracy. */
    public Interval interval() {
      return Interval.wilson(Math.round(accuracy * count), count);
    }
  }

  /** The accumulator that {@link #snapshot()} was taken of. */
  public static Calibration restore(double[] snapshot) {
    Calibration calibration = new Calibration();
    for (int i = 0; i < snapshot.length; i += 4) {
      calibration.add(
          (int) snapshot[i], (long) snapshot[i + 1], (long) snapshot[i + 2], snapshot[i + 3]);
    }
    return calibration;
  }

  /**
   * Counts one prediction.
   *
   * @param confidence 0 to 1
   * @param right whether it came true
   */
  public void add(double confidence, boolean right) {
    int bin = Math.max(0, Math.min(BINS - 1, (int) (confidence * BINS)));
    add(bin, 1, right ? 1 : 0, confidence);
  }

  @Override
  public void merge(Calibration other) {
    for (int b = 0; b < BINS; b++) {
      add(b, other.counts[b], other.rights[b], other.confidences[b]);
    }
  }

  @Override
  public Calibration fresh() {
    return new Calibration();
  }

  @Override
  public long count() {
    return count;
  }

  /** ECE, 0 to 1; 0 before the first prediction. */
  public double expectedError() {
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      error += Math.abs(rights[b] - confidences[b]);
    }
    return count == 0 ? 0 : error / count;
  }

  /** The bins that are not empty, by confidence. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        double n = counts[b];
        bins.add(new Bin(counts[b], confidences[b] / n, rights[b] / n));
      }
    }
    return bins;
  }

  /** {@code bin, count, right, Σ confidence} of every bin that is not empty. */
  public double[] snapshot() {
    return IntStream.range(0, BINS)
        .filter(b -> counts[b] > 0)
        .boxed()
        .flatMapToDouble(b -> DoubleStream.of(b, counts[b], rights[b], confidences[b]))
        .toArray();
  }

  private void add(int bin, long more, long moreRight, double moreConfidence) {
    counts[bin] += more;
    rights[bin] += moreRight;
    confidences[bin] += moreConfidence;
    count += more;
  }
}
