package io.freshet.deploy.demo;

/**
 * Decides when a new session may begin, so that events come at a given rate. Sessions are
 * memoryless: one that is open still has 1/leave steps ahead, however old it is. With e events per
 * step and p open sessions, one more may begin at time t while
 *
 * <pre>
 * events so far + p · e / leave &lt; rate · (t + pause / leave)
 * </pre>
 *
 * where the last term is what the open sessions of the steady state have ahead (Little's law).
 */
final class Pace {
  private static final double ASSUMED_EVENTS_PER_STEP = 2;
  private static final double ASSUMED_STEPS = 200;
  private static final double SECOND = 1000;

  private final double eventsPerSecond;
  private final BehaviourConfig behaviour;
  private final long start;
  private long heldBack;
  private long events;
  private long steps;

  Pace(double eventsPerSecond, BehaviourConfig behaviour, long start) {
    this.eventsPerSecond = eventsPerSecond;
    this.behaviour = behaviour;
    this.start = start;
  }

  void stepped(int eventsOfStep) {
    steps++;
    events += eventsOfStep;
  }

  /** Milliseconds that do not count: nothing is made up for them later. */
  void holdBack(long millis) {
    heldBack += millis;
  }

  /**
   * @param present people who are in a session
   */
  boolean admits(int present, long now) {
    double ahead = present * eventsPerStep() / behaviour.leave();
    double horizon = now - start - heldBack + behaviour.pause().toMillis() / behaviour.leave();
    return events + ahead < eventsPerSecond * horizon / SECOND;
  }

  private double eventsPerStep() {
    return (events + ASSUMED_EVENTS_PER_STEP * ASSUMED_STEPS) / (steps + ASSUMED_STEPS);
  }
}
