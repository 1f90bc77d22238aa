package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * How much the steps of a history weigh: the one that lies s steps back and t before now
 *
 * <pre>  decayˢ · (t &gt; sessionGap ? beyondSession : 1)  </pre>
 *
 * and nothing from step {@code length} on.
 *
 * @param length how many steps count
 * @param decay factor per step, in (0, 1]
 * @param sessionGap a step that lies further back in time belongs to another session
 * @param beyondSession factor on steps of other sessions, in [0, 1]
 */
public record StepWeights(int length, double decay, Duration sessionGap, double beyondSession)
    implements Serializable {
  public StepWeights {
    ConfigException.require(length >= 1, "length", length, "at least 1");
    ConfigException.require(decay > 0 && decay <= 1, "decay", decay, "in (0, 1]");
    ConfigException.require(!sessionGap.isNegative(), "session-gap", sessionGap, "0 or more");
    ConfigException.require(
        beyondSession >= 0 && beyondSession <= 1, "beyond-session", beyondSession, "in [0, 1]");
  }

  /** The same, up to another step. */
  public StepWeights withLength(int steps) {
    return new StepWeights(steps, decay, sessionGap, beyondSession);
  }

  /**
   * The factor by which a step counts beside its distance in steps.
   *
   * @param age how long before now it lies, milliseconds
   */
  public double session(long age) {
    return age > sessionGap.toMillis() ? beyondSession : 1;
  }
}
