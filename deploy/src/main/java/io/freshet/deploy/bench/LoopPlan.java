package io.freshet.deploy.bench;

import io.freshet.schemas.config.ConfigException;

/**
 * What the loop is measured with.
 *
 * @param rate events per second at which latency is measured
 * @param warmUp seconds at that rate before
 * @param seconds that latency is measured for
 * @param backlog events that are sent at once to find the highest rate
 * @param hold seconds for which a rate has to be held to count as sustained
 * @param users who act, drawn uniformly
 * @param items that they act on, by Zipf's law
 * @param seed of users and items
 */
public record LoopPlan(
    double rate, int warmUp, int seconds, int backlog, int hold, int users, int items, long seed) {
  public LoopPlan {
    ConfigException.require(rate > 0, "--rate", rate, "more than 0");
    requirePositive("--warm-up", warmUp);
    requirePositive("--seconds", seconds);
    requirePositive("--backlog", backlog);
    requirePositive("--hold", hold);
    requirePositive("--users", users);
    requirePositive("--items", items);
  }

  /** Interactions to draw from, the same for the same plan. */
  InteractionStream interactions() {
    return new InteractionStream(seed, users, items);
  }

  private static void requirePositive(String option, int value) {
    ConfigException.require(value >= 1, option, value, "at least 1");
  }
}
