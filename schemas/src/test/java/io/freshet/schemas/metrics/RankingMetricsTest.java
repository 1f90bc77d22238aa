package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  private final RankingMetrics metrics = new RankingMetrics(10);

  @Test
  void countsEveryListByItsRank() {
    metrics.add(0);
    metrics.add(2);
    metrics.add(11);
    metrics.add(-1);
    assertThat(metrics.count()).isEqualTo(4);
    assertThat(metrics.recall()).isEqualTo(2 / 4.0);
    assertThat(metrics.ndcg()).isCloseTo((1 + 1 / 2.0) / 4, within(1e-12));
    assertThat(metrics.mrr()).isCloseTo((1 + 1 / 3.0 + 1 / 12.0) / 4, within(1e-12));
  }

  @Test
  void isZeroBeforeTheFirstList() {
    assertThat(metrics.recall() + metrics.ndcg() + metrics.mrr()).isZero();
  }

  @Test
  void partsMergeToTheWhole() {
    RankingMetrics left = metrics.fresh();
    RankingMetrics right = metrics.fresh();
    for (int i = 0; i < 100; i++) {
      metrics.add(i % 13 - 1);
      (i % 3 == 0 ? left : right).add(i % 13 - 1);
    }
    left.merge(right);
    assertThat(left.snapshot()).containsExactly(metrics.snapshot(), within(1e-9));
  }

  @Test
  void survivesItsSnapshot() {
    metrics.add(3);
    assertThat(RankingMetrics.restore(metrics.snapshot()).snapshot())
        .containsExactly(metrics.snapshot());
  }

  /** Hits 0 of 2 and 1 of 2: the gains are 1 and 0, their standard error is 0.5. */
  @Test
  void intervalsAreThoseOfTheMeans() {
    metrics.add(0);
    assertThat(metrics.ndcgInterval()).isEmpty();
    metrics.add(-1);
    assertThat(metrics.recallInterval()).isEqualTo(Interval.wilson(1, 2));
    assertThat(metrics.ndcgInterval().orElseThrow().margin()).isCloseTo(0.98, within(1e-3));
    assertThat(metrics.mrrInterval()).isEqualTo(metrics.ndcgInterval());
  }

  @Test
  void aShortSnapshotKeepsTheFiguresButNoIntervals() {
    metrics.add(0);
    metrics.add(4);
    double[] kept = Arrays.copyOf(metrics.snapshot(), 5);
    RankingMetrics restored = RankingMetrics.restore(kept);
    restored.merge(metrics);
    assertThat(restored.ndcg()).isCloseTo(metrics.ndcg(), within(1e-12));
    assertThat(restored.ndcgInterval()).isEmpty();
    assertThat(RankingMetrics.restore(metrics.snapshot()).ndcgInterval())
        .isEqualTo(metrics.ndcgInterval());
  }

  @Test
  void refusesAnotherCutoff() {
    assertThatThrownBy(() -> metrics.merge(new RankingMetrics(5)))
        .hasMessage("cutoff 5 cannot be merged into cutoff 10");
    assertThatThrownBy(() -> new RankingMetrics(0)).hasMessage("cutoff = 0, expected at least 1");
  }
}
