package io.freshet.deploy.demo;

import static io.freshet.schemas.config.ConfigException.require;

import java.time.Duration;

/**
 * Items of the simulated world: section {@code demo.world.catalogue}.
 *
 * @param items live items, on average
 * @param genres clusters of items, at most {@link Vocabulary#GENRES}
 * @param dimensions of the latent space
 * @param spread length of the noise that is added to an item's genre centre (a unit vector)
 * @param appeal standard deviation of the items' log-popularity: the popularity skew
 * @param lifetime mean life of an item; lives are exponential
 */
public record CatalogueConfig(
    int items, int genres, int dimensions, double spread, double appeal, Duration lifetime) {
  public CatalogueConfig {
    require(items >= 10, "demo.world.catalogue.items", items, "at least 10");
    require(
        genres >= 2 && genres <= Vocabulary.GENRES.size(),
        "demo.world.catalogue.genres",
        genres,
        "2 to " + Vocabulary.GENRES.size());
    require(dimensions >= 2, "demo.world.catalogue.dimensions", dimensions, "at least 2");
    require(spread >= 0, "demo.world.catalogue.spread", spread, "0 or more");
    require(appeal >= 0, "demo.world.catalogue.appeal", appeal, "0 or more");
    require(
        lifetime.toMillis() > 0, "demo.world.catalogue.lifetime", lifetime, "more than nothing");
  }

  public static CatalogueConfig defaults() {
    return new CatalogueConfig(480, 12, 16, 0.35, 1.0, Duration.ofMinutes(5));
  }
}
