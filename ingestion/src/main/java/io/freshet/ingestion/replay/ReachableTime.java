package io.freshet.ingestion.replay;

/**
 * A clock that stands still while the broker is away. It is told at intervals whether the broker
 * answered; time between two good answers counts.
 */
public final class ReachableTime {
  private long millis;
  private long lastAnswer;
  private boolean reachable;

  /**
   * @param now wall clock, milliseconds
   */
  public void observe(boolean answered, long now) {
    if (answered && reachable) {
      millis += now - lastAnswer;
    }
    lastAnswer = now;
    reachable = answered;
  }

  /** Milliseconds with a broker at hand, as of the last observation. */
  public long millis() {
    return millis;
  }

  public boolean isReachable() {
    return reachable;
  }
}
