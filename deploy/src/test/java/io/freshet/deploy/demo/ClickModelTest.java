package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.deploy.demo.ClickModel.Reading;
import io.freshet.schemas.config.ConfigException;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClickModelTest {
  private static final double[] EAST = {1, 0};
  private static final double[] NORTH = {0, 1};
  private final ClickModel clicks = new ClickModel(new ClickConfig(0.5, 4, 0.5, 0.8));

  @Test
  void attractionIsHalfTheCeilingAtTheThreshold() {
    Person person = new Person("u", EAST, 10, 0);

    assertThat(clicks.attraction(person, item("near", EAST, -2))).isEqualTo(0.25);
    assertThat(clicks.attraction(person, item("far", NORTH, 2))).isEqualTo(0.25);
  }

  @Test
  void nobodyClicksWhatTheyRememberOrWhatIsGone() {
    Catalogue catalogue = new Catalogue(CatalogueConfig.defaults(), new SplittableRandom(1));
    CatalogueItem known = catalogue.bear();
    CatalogueItem fresh = catalogue.bear();
    CatalogueItem gone = catalogue.bear();
    catalogue.bury(gone);
    Person person = new Person("u", fresh.place(), 10, 0);
    person.interacted(known.id(), "e");

    double[] attractions =
        clicks.attractions(person, List.of(known.id(), fresh.id(), gone.id()), catalogue);

    assertThat(attractions[0]).isZero();
    assertThat(attractions[1]).isPositive();
    assertThat(attractions[2]).isZero();
  }

  @Test
  void clickThroughIsTheSumOverPlaces() {
    assertThat(clicks.clickThrough(new double[] {0.5, 0.2}))
        .isCloseTo(0.5 + 0.8 * 0.5 * 0.2, within(1e-12));
    assertThat(clicks.clickThrough(new double[0])).isZero();
  }

  @Test
  void readingsAgreeWithTheFormula() {
    double[] attractions = {0.1, 0.3, 0.05, 0.4};
    SplittableRandom random = new SplittableRandom(7);
    int readings = 200_000;
    long clicked = 0;
    long viewed = 0;
    for (int n = 0; n < readings; n++) {
      Reading reading = clicks.read(attractions, random);
      clicked += reading.clicked().isPresent() ? 1 : 0;
      viewed += reading.viewed();
    }

    assertThat((double) clicked / readings)
        .isCloseTo(clicks.clickThrough(attractions), within(0.004));
    assertThat((double) viewed / readings)
        .isCloseTo(1 + 0.72 * (1 + 0.56 * (1 + 0.76)), within(0.01));
  }

  @Test
  void aCertainClickEndsTheReading() {
    Reading reading = clicks.read(new double[] {1, 1}, new SplittableRandom(1));

    assertThat(reading).isEqualTo(new Reading(1, OptionalInt.of(0)));
  }

  @Test
  void anImpossibleCeilingIsNamed() {
    assertThatThrownBy(() -> new ClickConfig(1.5, 4, 0.5, 0.8))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("demo.world.clicks.ceiling = 1.5");
  }

  private static CatalogueItem item(String id, double[] place, double appeal) {
    return new CatalogueItem(id, "garden", List.of("fern"), place, appeal, 1);
  }
}
