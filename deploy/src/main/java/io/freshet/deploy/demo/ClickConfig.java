package io.freshet.deploy.demo;

import static io.freshet.schemas.config.ConfigException.require;

/**
 * The click model: section {@code demo.world.clicks}; see {@link ClickModel} for the formula.
 *
 * @param ceiling attraction of the most attractive item
 * @param slope how strongly attraction follows taste
 * @param threshold affinity at which an item of average appeal reaches half the ceiling
 * @param continuation probability that a person who did not click goes on to the next place
 */
public record ClickConfig(double ceiling, double slope, double threshold, double continuation) {
  public ClickConfig {
    require(ceiling > 0 && ceiling <= 1, "demo.world.clicks.ceiling", ceiling, "over 0, to 1");
    require(slope >= 0, "demo.world.clicks.slope", slope, "0 or more");
    require(Double.isFinite(threshold), "demo.world.clicks.threshold", threshold, "a number");
    require(
        continuation > 0 && continuation < 1,
        "demo.world.clicks.continuation",
        continuation,
        "between 0 and 1");
  }

  public static ClickConfig defaults() {
    return new ClickConfig(0.4, 5.0, 0.9, 0.8);
  }
}
