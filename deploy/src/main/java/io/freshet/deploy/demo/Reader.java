package io.freshet.deploy.demo;

import io.freshet.deploy.demo.ClickModel.Reading;
import java.util.random.RandomGenerator;

/** Lets a person read a served list, and reports how good it was next to the oracle's. */
final class Reader {
  private final ClickModel clicks;
  private final Oracle oracle;
  private final Catalogue catalogue;
  private final RandomGenerator random;

  Reader(ClickModel clicks, Catalogue catalogue, RandomGenerator random) {
    this.clicks = clicks;
    this.oracle = new Oracle(clicks, catalogue);
    this.catalogue = catalogue;
    this.random = random;
  }

  Reading read(Person person, ShownList list, Shop shop, long now) {
    double[] attractions = clicks.attractions(person, list.items(), catalogue);
    double best = oracle.clickThrough(person, attractions.length);
    Reading reading = clicks.read(attractions, random);
    boolean clicked = reading.clicked().isPresent();
    shop.reacted(new Reaction(now, list.arm(), clicked, clicks.clickThrough(attractions), best));
    return reading;
  }
}
