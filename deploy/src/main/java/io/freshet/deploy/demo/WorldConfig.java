package io.freshet.deploy.demo;

/** The simulated world: section {@code demo.world}. */
public record WorldConfig(
    CatalogueConfig catalogue,
    PopulationConfig population,
    BehaviourConfig behaviour,
    ClickConfig clicks,
    TextConfig texts) {
  public static WorldConfig defaults() {
    return new WorldConfig(
        CatalogueConfig.defaults(),
        PopulationConfig.defaults(),
        BehaviourConfig.defaults(),
        ClickConfig.defaults(),
        TextConfig.defaults());
  }
}
