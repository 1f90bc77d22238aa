package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AucTest {
  private final Auc auc = new Auc();

  @Test
  void isOneWhenAllPositivesScoreHigher() {
    auc.add(0.2, false);
    auc.add(0.8, true);
    assertThat(auc.value()).isEqualTo(1);
    assertThat(auc.errorBound()).isZero();
  }

  @Test
  void tiesCountOneHalf() {
    auc.add(0.5, false);
    auc.add(0.5, true);
    auc.add(0.1, false);
    assertThat(auc.value()).isEqualTo(0.75);
  }

  @Test
  void isChanceWithoutBothClasses() {
    assertThat(auc.value()).isEqualTo(0.5);
    auc.add(0.9, true);
    assertThat(auc.value()).isEqualTo(0.5);
  }

  @Test
  void takesTheEndsOfTheScale() {
    auc.add(0, false);
    auc.add(1, true);
    assertThat(auc.value()).isEqualTo(1);
  }

  @Test
  void equalsTheNaiveAreaWithinItsBound() {
    Random random = new Random(7);
    double[] scores = new double[2_000];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      labels[i] = random.nextInt(10) == 0;
      scores[i] = 1 / (1 + Math.exp(3 - random.nextGaussian() - (labels[i] ? 1 : 0)));
      auc.add(scores[i], labels[i]);
    }
    assertThat(auc.value()).isCloseTo(naive(scores, labels), within(auc.errorBound()));
    assertThat(auc.errorBound()).isLessThan(0.005);
  }

  /** At chance it is that of the Mann-Whitney statistic: √((m + n + 1) / 12 m n). */
  @Test
  void standardErrorAtChanceIsThatOfMannAndWhitney() {
    assertThat(Auc.standardError(0.5, 51, 58))
        .isCloseTo(Math.sqrt((51 + 58 + 1) / (12.0 * 51 * 58)), within(1e-12));
    assertThat(Auc.standardError(1, 51, 58)).isZero();
  }

  @Test
  void theIntervalHoldsTheAreaAndStaysInItsBounds() {
    assertThat(auc.interval()).isEmpty();
    for (int i = 0; i < 4; i++) {
      auc.add(0.2 + i / 10.0, false);
      auc.add(0.3 + i / 10.0, true);
    }
    Interval interval = auc.interval().orElseThrow();
    assertThat(auc.value()).isStrictlyBetween(interval.low(), interval.high());
    assertThat(interval.high()).isLessThanOrEqualTo(1);
  }

  @Test
  void oneVersusTheRestIsTheMeanOfTheAreas() {
    OneVsRestAuc areas = new OneVsRestAuc();
    assertThat(areas.value()).isEqualTo(0.5);
    OneVsRestAuc more = areas.fresh();
    areas.add("a", List.of("a", "b"), Map.of("a", 0.8, "b", 0.2)::get);
    areas.add("b", List.of("a", "b"), Map.of("a", 0.3, "b", 0.7)::get);
    more.add("b", List.of("a", "b"), Map.of("a", 0.9, "b", 0.1)::get);
    areas.merge(more);
    assertThat(areas.value()).isEqualTo(0.5);
    assertThat(areas.count()).isEqualTo(3);
    areas.add("c", List.of("a", "b"), Map.of("a", 0.5, "b", 0.5)::get);
    assertThat(areas.value()).isCloseTo((2 / 3.0 + 1 / 2.0) / 2, within(1e-12));
    assertThat(areas.interval()).isEmpty();
  }

  @Test
  void aClassWithoutAnAreaDoesNotCount() {
    OneVsRestAuc areas = new OneVsRestAuc();
    areas.add("a", List.of("a", "b", "never"), Map.of("a", 0.8, "b", 0.1, "never", 0.1)::get);
    areas.add("b", List.of("a", "b", "never"), Map.of("a", 0.2, "b", 0.7, "never", 0.1)::get);
    assertThat(areas.value()).isEqualTo(1);
    assertThat(areas.fresh().value()).isEqualTo(0.5);
  }

  @Test
  void partsMergeToTheWholeAndSurviveTheirSnapshot() {
    Auc left = new Auc();
    Auc right = new Auc();
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      double score = random.nextDouble();
      boolean positive = random.nextBoolean();
      auc.add(score, positive);
      (i % 2 == 0 ? left : right).add(score, positive);
    }
    left.merge(Auc.restore(right.snapshot()));
    assertThat(left.snapshot()).containsExactly(auc.snapshot());
    assertThat(left.count()).isEqualTo(500);
  }

  private static double naive(double[] scores, boolean[] labels) {
    double ordered = 0;
    long pairs = 0;
    for (int p = 0; p < scores.length; p++) {
      for (int n = 0; n < scores.length; n++) {
        if (labels[p] && !labels[n]) {
          pairs++;
          ordered += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
        }
      }
    }
    return ordered / pairs;
  }
}
