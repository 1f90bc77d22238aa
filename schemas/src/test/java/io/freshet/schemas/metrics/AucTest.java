package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
