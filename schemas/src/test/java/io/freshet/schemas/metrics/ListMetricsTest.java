package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListMetricsTest {
  private final ItemFrequencies seen = new ItemFrequencies();

  @Test
  void coverageIsTheShareOfTheCatalogueInAList() {
    Coverage coverage = new Coverage();
    coverage.add(List.of("a", "b"));
    Coverage other = coverage.fresh();
    other.add(List.of("b", "c"));
    coverage.merge(other);
    assertThat(coverage.count()).isEqualTo(2);
    assertThat(coverage.distinct()).isEqualTo(3);
    assertThat(coverage.of(12)).isEqualTo(0.25);
    assertThat(coverage.of(0)).isZero();
  }

  /**
   * Of 13 seen items of 2 kinds: a 7 times, b 6 times: (7 + 1) / 16 and (6 + 1) / 16; new 1 / 16.
   */
  @Test
  void selfInformationIsMinusLog2OfTheShare() {
    see("a", 7);
    see("b", 6);
    assertThat(seen.bits("a")).isCloseTo(1, within(1e-12));
    assertThat(seen.bits("b")).isCloseTo(4 - Math.log(7) / Math.log(2), within(1e-12));
    assertThat(seen.bits("new")).isCloseTo(4, within(1e-12));
  }

  @Test
  void noveltyIsTheMeanOverTheListsThatHaveItems() {
    see("a", 7);
    see("b", 6);
    Novelty novelty = new Novelty();
    novelty.add(List.of("a", "new"), seen);
    novelty.add(List.of(), seen);
    Novelty other = novelty.fresh();
    other.add(List.of("new"), seen);
    novelty.merge(other);
    assertThat(novelty.count()).isEqualTo(2);
    assertThat(novelty.value()).isCloseTo((2.5 + 4) / 2, within(1e-12));
    assertThat(novelty.interval().orElseThrow().margin()).isCloseTo(1.96 * 0.75, within(1e-3));
    assertThat(new Novelty().value()).isZero();
  }

  private void see(String item, int times) {
    for (int i = 0; i < times; i++) {
      seen.learn(item);
    }
  }
}
