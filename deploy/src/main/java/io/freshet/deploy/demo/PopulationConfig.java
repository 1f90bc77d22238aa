package io.freshet.deploy.demo;

import static io.freshet.schemas.config.ConfigException.require;

/**
 * People of the simulated world: section {@code demo.world.population}.
 *
 * @param users people
 * @param second weight of a person's second genre, the first has 1
 * @param spread length of the noise that is added to a person's taste
 * @param drift length of the random step that a taste takes in a minute; grows with the root of the
 *     time
 * @param memory interactions that a person remembers: nobody picks or clicks a remembered item
 */
public record PopulationConfig(int users, double second, double spread, double drift, int memory) {
  public PopulationConfig {
    require(users >= 1, "demo.world.population.users", users, "at least 1");
    require(second >= 0, "demo.world.population.second", second, "0 or more");
    require(spread >= 0, "demo.world.population.spread", spread, "0 or more");
    require(drift >= 0, "demo.world.population.drift", drift, "0 or more");
    require(memory >= 1, "demo.world.population.memory", memory, "at least 1");
  }

  public static PopulationConfig defaults() {
    return new PopulationConfig(2500, 0.45, 0.2, 0.1, 500);
  }
}
