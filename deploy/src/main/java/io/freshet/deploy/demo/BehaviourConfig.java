package io.freshet.deploy.demo;

import static io.freshet.schemas.config.ConfigException.require;

import java.time.Duration;

/**
 * What people do in a session: section {@code demo.world.behaviour}.
 *
 * @param pause mean time between two steps; a pause is uniform in half to one and a half of it
 * @param look probability that a person looks at the list after an interaction
 * @param patience how long a person waits for a list that has not been served yet
 * @param leave probability that a session ends after a step
 * @param repeat probability that an organic step goes back to a remembered item
 * @param focus how strongly an organic choice follows taste: the choice of item i is proportional
 *     to exp(focus·⟨taste, i⟩ + appeal of i)
 */
public record BehaviourConfig(
    Duration pause, double look, Duration patience, double leave, double repeat, double focus) {
  public BehaviourConfig {
    require(pause.toMillis() >= 2, "demo.world.behaviour.pause", pause, "at least 2ms");
    probability("look", look);
    require(!patience.isNegative(), "demo.world.behaviour.patience", patience, "0 or more");
    probability("leave", leave);
    require(leave > 0, "demo.world.behaviour.leave", leave, "more than 0");
    probability("repeat", repeat);
    require(focus >= 0, "demo.world.behaviour.focus", focus, "0 or more");
  }

  public static BehaviourConfig defaults() {
    return new BehaviourConfig(Duration.ofMillis(900), 0.6, Duration.ofSeconds(2), 0.1, 0.08, 5.0);
  }

  private static void probability(String key, double value) {
    require(value >= 0 && value <= 1, "demo.world.behaviour." + key, value, "0 to 1");
  }
}
