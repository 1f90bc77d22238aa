package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final int LENGTH = 5;
  private final Catalogue catalogue =
      new Catalogue(CatalogueConfig.defaults(), new SplittableRandom(3));
  private final ClickModel clicks = new ClickModel(ClickConfig.defaults());
  private final Oracle oracle = new Oracle(clicks, catalogue);

  @BeforeEach
  void stock() {
    for (int i = 0; i < 12; i++) {
      catalogue.bear();
    }
  }

  @Test
  void noListIsBetter() {
    Person person = new Person("u", catalogue.centre(0), 10, 0);
    double best = oracle.clickThrough(person, LENGTH);
    List<String> ids = new ArrayList<>(catalogue.live().stream().map(CatalogueItem::id).toList());
    Random random = new Random(5);
    double bestTried = 0;
    for (int n = 0; n < 50_000; n++) {
      Collections.shuffle(ids, random);
      double[] list = clicks.attractions(person, ids.subList(0, LENGTH), catalogue);
      bestTried = Math.max(bestTried, clicks.clickThrough(list));
    }

    assertThat(bestTried).isLessThanOrEqualTo(best + 1e-12).isGreaterThan(0.97 * best);
  }

  @Test
  void leavesOutWhatThePersonRemembers() {
    Person person = new Person("u", catalogue.centre(0), 20, 0);
    double before = oracle.clickThrough(person, LENGTH);
    catalogue.live().forEach(item -> person.interacted(item.id(), "e"));

    assertThat(before).isPositive();
    assertThat(oracle.clickThrough(person, LENGTH)).isZero();
  }

  @Test
  void aShortCatalogueGivesAShortList() {
    Person person = new Person("u", catalogue.centre(0), 20, 0);

    assertThat(oracle.clickThrough(person, 100)).isEqualTo(oracle.clickThrough(person, 12));
  }
}
