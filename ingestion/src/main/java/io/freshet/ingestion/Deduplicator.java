package io.freshet.ingestion;

import java.time.Duration;

/**
 * Whether an event id was taken before, within a time. The memory of one id is the time when it was
 * taken; where it is kept is the caller's business.
 */
public final class Deduplicator {
  /** The memory of an id that was never taken. */
  public static final long NEVER = Long.MIN_VALUE;

  private final long windowMillis;

  public Deduplicator(Duration window) {
    this.windowMillis = window.toMillis();
  }

  /**
   * @param taken when the id was taken, epoch milliseconds, or {@link #NEVER}
   * @param now epoch milliseconds
   */
  public boolean isDuplicate(long taken, long now) {
    return taken != NEVER && now - taken < windowMillis;
  }
}
