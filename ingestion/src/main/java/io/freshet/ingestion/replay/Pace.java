package io.freshet.ingestion.replay;

/**
 * When an event is due: the first at once, the others after the distance of their event times,
 * divided by the speed.
 */
public final class Pace {
  /** As fast as possible. */
  public static final double MAX = Double.POSITIVE_INFINITY;

  private final double speed;
  private boolean started;
  private long firstEvent;
  private long start;

  /**
   * @param speed event time per wall-clock time
   */
  public Pace(double speed) {
    this.speed = speed;
  }

  /**
   * @param eventTime epoch milliseconds
   * @param now epoch milliseconds
   */
  public boolean isDue(long eventTime, long now) {
    if (!started) {
      started = true;
      firstEvent = eventTime;
      start = now;
    }
    return speed == MAX || (now - start) * speed >= eventTime - firstEvent;
  }
}
