package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.time.Duration;

/**
 * Exponential forward decay: an event at time t weighs g(t) = 2^((t − L) / h), relative to a
 * landmark L, with half-life h; its decayed weight at time T is g(t) / g(T) = 2^(−(T − t) / h).
 * Sums of g are additive and merge in any order. The landmark moves on in steps, so that g stays
 * within [0, 2^{@value #STEP}] and sums of it within the range of a float.
 *
 * <p>Source: Cormode, Shkapenyuk, Srivastava, Xu, "Forward Decay: A Practical Time Decay Model for
 * Streaming Systems", ICDE 2009, section 3.
 *
 * @param halfLife h; times are epoch milliseconds
 */
public record ForwardDecay(Duration halfLife) {
  /** Half-lives between two landmarks. */
  public static final int STEP = 32;

  public ForwardDecay {
    ConfigException.require(halfLife.toMillis() > 0, "half-life", halfLife, "more than 0");
  }

  /** The landmark of the step that a time lies in. */
  public long landmark(long time) {
    long step = Math.multiplyExact(halfLife.toMillis(), STEP);
    return Math.floorDiv(time, step) * step;
  }

  /** g(time) relative to a landmark; exact a whole number of half-lives away from it. */
  public double weight(long time, long landmark) {
    return Math.pow(2, (time - landmark) / (double) halfLife.toMillis());
  }

  /** The factor that brings a sum relative to one landmark to another. */
  public double rescale(long from, long to) {
    return from == to ? 1 : weight(from, to);
  }
}
