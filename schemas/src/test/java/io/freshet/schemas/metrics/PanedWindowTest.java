package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PanedWindowTest {
  private final PanedWindow<RankingMetrics> window = new PanedWindow<>(10, new RankingMetrics(10));

  @Test
  void totalHoldsAllAndTheWindowTheLastPanes() {
    add(25, -1);
    add(10, 0);
    assertThat(window.total().count()).isEqualTo(35);
    assertThat(window.total().recall()).isEqualTo(10 / 35.0);
    assertThat(window.window().count()).isEqualTo(15);
    assertThat(window.window().recall()).isEqualTo(10 / 15.0);
  }

  @Test
  void theWindowIsEverythingBeforeAPaneIsFull() {
    add(7, 0);
    assertThat(window.window().count()).isEqualTo(7);
  }

  @Test
  void goesOnFromItsParts() {
    add(15, 0);
    PanedWindow<RankingMetrics> restored =
        new PanedWindow<>(10, window.total(), window.previous(), window.current());
    assertThat(restored.window().count()).isEqualTo(15);
  }

  private void add(int times, int rank) {
    for (int i = 0; i < times; i++) {
      RankingMetrics one = new RankingMetrics(10);
      one.add(rank);
      window.add(one);
    }
  }
}
