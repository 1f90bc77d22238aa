package io.freshet.deploy.demo;

import static io.freshet.schemas.config.ConfigException.require;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Section {@code demo}.
 *
 * @param duration of the run
 * @param seed of the world
 * @param rate events per second, all topics together
 * @param variants share of users by serving policy; replaces {@code scoring.variants}
 * @param attributionWindow how long a list waits for its outcome; replaces {@code
 *     features.attribution-window}
 * @param world the simulated world
 */
public record DemoConfig(
    Duration duration,
    long seed,
    double rate,
    Map<String, Double> variants,
    Duration attributionWindow,
    WorldConfig world) {
  public static final String SECTION = "demo";

  public DemoConfig {
    require(duration.toMillis() > 0, "demo.duration", duration, "more than nothing");
    require(rate > 0, "demo.rate", rate, "more than 0");
    require(!variants.isEmpty(), "demo.variants", variants, "at least one policy");
    require(
        attributionWindow.toMillis() > 0,
        "demo.attribution-window",
        attributionWindow,
        "more than nothing");
    variants = Map.copyOf(variants);
  }

  public static DemoConfig defaults() {
    return new DemoConfig(
        Duration.ofSeconds(60),
        42,
        1200,
        new TreeMap<>(Map.of("freshet", 0.6, "popularity", 0.2, "random", 0.2)),
        Duration.ofSeconds(5),
        WorldConfig.defaults());
  }

  /** The same demo, longer or shorter, with another seed and rate. */
  public DemoConfig with(Duration newDuration, long newSeed, double newRate) {
    return new DemoConfig(newDuration, newSeed, newRate, variants, attributionWindow, world);
  }
}
