package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Correspondence.Desk;
import io.freshet.deploy.demo.Population.Seeded;
import io.freshet.deploy.demo.Visits.Cast;
import java.util.SplittableRandom;

/**
 * A simulated world: people with latent tastes that drift, items that are born and die, texts with
 * delayed labels. People act on their own, and react to the lists that the {@link Shop} shows them.
 * One seed, one sequence of {@link #advance} calls and one behaviour of the shop give one history.
 *
 * <p>Not thread-safe.
 */
public final class World {
  private final Shop shop;
  private final Scribe scribe;
  private final Agenda agenda = new Agenda();
  private final Catalogue catalogue;

  /**
   * @param eventsPerSecond that the world aims at
   * @param start epoch milliseconds
   */
  public World(WorldConfig config, double eventsPerSecond, long seed, long start, Shop shop) {
    SplittableRandom root = new SplittableRandom(seed);
    this.shop = shop;
    this.scribe = new Scribe(start);
    this.catalogue = new Catalogue(config.catalogue(), root.split());
    ClickModel clicks = new ClickModel(config.clicks());
    double textsPerSecond = eventsPerSecond * config.texts().share();
    Cast cast =
        new Cast(
            new Population(
                config.population(),
                catalogue,
                config.catalogue().genres(),
                new Seeded(root.split(), start)),
            new OrganicChoice(config.behaviour(), catalogue, root.split()),
            new Reader(clicks, catalogue, root.split()),
            new Pace(eventsPerSecond - textsPerSecond, config.behaviour(), start),
            shop,
            scribe);
    Visits visits = new Visits(config.behaviour(), cast, agenda, root.split());
    Desk desk = new Desk(shop, scribe, agenda);
    agenda.at(start, now -> stock(config.catalogue().items(), now));
    agenda.at(start, visits::admit);
    new Correspondence(config.texts(), textsPerSecond, desk, root.split()).open(start);
  }

  /** Lets everything happen up to now, which is also the ingest time of all of it. */
  public void advance(long now) {
    scribe.ingestAt(now);
    agenda.runUntil(now);
  }

  private void stock(int items, long now) {
    for (int i = 0; i < items; i++) {
      bear(now - catalogue.lifetime(), now);
    }
    agenda.at(now + catalogue.untilNextBirth(), this::birth);
  }

  private void birth(long now) {
    bear(now, now);
    agenda.at(now + catalogue.untilNextBirth(), this::birth);
  }

  private void bear(long created, long now) {
    CatalogueItem item = catalogue.bear();
    shop.item(scribe.item(item, created, now));
    agenda.at(now + catalogue.lifetime(), time -> bury(item, time));
  }

  private void bury(CatalogueItem item, long now) {
    catalogue.bury(item);
    shop.item(scribe.deleted(item, now));
  }
}
