package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keys {@code models.popularity} and {@code models.trending}.
 *
 * @param halfLife after which an interaction counts half
 * @param ranked how many of the most popular items are kept in order; the longest list without
 *     known items can have as many
 */
public record PopularityConfig(Duration halfLife, int ranked) implements Serializable {
  public PopularityConfig {
    ConfigException.require(halfLife.toMillis() > 0, "half-life", halfLife, "more than 0");
    ConfigException.require(ranked >= 1, "ranked", ranked, "at least 1");
  }

  public static PopularityConfig defaults() {
    return new PopularityConfig(Duration.ofDays(365), 2000);
  }

  /** What is popular these days. */
  public static PopularityConfig recent() {
    return new PopularityConfig(Duration.ofDays(7), 500);
  }
}
