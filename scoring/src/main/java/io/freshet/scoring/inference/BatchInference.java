package io.freshet.scoring.inference;

import java.time.Duration;

/**
 * When a batch closes. Fixed mode: when it has {@code size} records, or when its oldest record has
 * waited for the deadline. Adaptive mode aims at a 99th percentile T of the time from a record's
 * arrival to its answer:
 *
 * <ul>
 *   <li>The largest batch m follows the time L of the oldest record of each batch by additive
 *       increase and multiplicative decrease (Crankshaw et al., Clipper, NSDI 2017, section 4.3.1):
 *       m ← 0.9·m when L &gt; T; m ← m + 1 when a full batch had L &lt; 0.8·T. Between, steps are
 *       0.1·m/99: at rest one batch in a hundred is late.
 *   <li>A batch waits for more records no longer than T − s(m), s(n) = a + b·n being the observed
 *       time of a batch of n.
 *   <li>A batch of n closes at once when the model is idle and the next record is too far away: one
 *       gap g more costs those here and the next n + 1 gaps, and saves the next record s(n); so it
 *       closes when (n + 1)·g ≥ s(n).
 * </ul>
 *
 * While the model is busy only a full batch closes: waiting behind another one is no faster. All
 * times are of one clock, given by the caller, in nanoseconds.
 */
public final class BatchInference {
  private static final double DECREASE = 0.1;
  private static final double NEAR = 0.8;
  private static final double GAP_SHARE = 1.0 / 16;

  private final int size;
  private final long deadline;
  private final long target;
  private final int inFlight;
  private final ServiceTime service = new ServiceTime();
  private double limit;
  private double gap = -1;
  private long lastArrival = Long.MIN_VALUE;
  private int pardoned;

  private BatchInference(int size, Duration deadline, Duration targetP99, int inFlight) {
    this.size = size;
    this.deadline = deadline.toNanos();
    this.target = targetP99.toNanos();
    this.inFlight = inFlight;
    this.limit = isAdaptive() ? 1 : size;
  }

  public static BatchInference of(BatchConfig config) {
    return new BatchInference(
        config.size(), config.deadline(), config.targetP99(), config.inFlight());
  }

  /** Fixed mode. */
  public static BatchInference fixed(int size, Duration deadline) {
    return new BatchInference(size, deadline, Duration.ZERO, 1);
  }

  /** Records of a batch at most, now. */
  public int limit() {
    return (int) limit;
  }

  /** How long the oldest record of a batch waits for others while the model is idle. */
  public Duration patience() {
    double wait = isAdaptive() ? Math.min(deadline, target - service.of(limit)) : deadline;
    return Duration.ofNanos((long) Math.max(0, wait));
  }

  /**
   * Whether a batch closes now.
   *
   * @param due whether its oldest record has waited for {@link #patience}
   * @param idle whether the model waits for a batch
   */
  public boolean closes(int records, boolean due, boolean idle) {
    return records >= limit() || (idle && (due || isFasterAtOnce(records)));
  }

  /** A record arrived. */
  public void arrived(long now) {
    if (lastArrival != Long.MIN_VALUE) {
      double last = now - lastArrival;
      gap = gap < 0 ? last : gap + GAP_SHARE * (last - gap);
    }
    lastArrival = now;
  }

  /**
   * A batch was answered.
   *
   * @param inference time that the model took for it
   * @param oldest time from the arrival of its oldest record to the answer
   */
  public void answered(int records, long inference, long oldest) {
    service.observe(records, inference);
    if (isAdaptive()) {
      adapt(records, oldest);
    }
  }

  private void adapt(int records, long oldest) {
    boolean pardon = pardoned > 0;
    pardoned = Math.max(0, pardoned - 1);
    if (oldest > target) {
      if (!pardon) {
        limit = Math.max(1, limit * (1 - DECREASE));
        // those under way were closed by the limit before
        pardoned = inFlight;
      }
    } else if (records >= limit()) {
      limit = Math.min(size, limit + (oldest < NEAR * target ? 1 : DECREASE * limit / 99));
    }
  }

  private boolean isFasterAtOnce(int records) {
    return isAdaptive()
        && (gap < 0 || !service.isKnown() || (records + 1) * gap >= service.of(records));
  }

  private boolean isAdaptive() {
    return target > 0;
  }
}
