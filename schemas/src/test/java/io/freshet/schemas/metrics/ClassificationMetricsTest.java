package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.metrics.ClassificationMetrics.ClassCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {
  private final ClassificationMetrics metrics = new ClassificationMetrics();

  @Test
  void figuresHaveClosedForms() {
    metrics.add("a", "a", 0.5);
    metrics.add("a", "a", 0.5);
    metrics.add("a", "b", 0.25);
    metrics.add("b", "b", 0.5);
    metrics.add("c", ClassificationMetrics.NO_CLASS, 0.5);
    assertThat(metrics.accuracy()).isEqualTo(3 / 5.0);
    assertThat(metrics.logLoss()).isCloseTo(6 * Math.log(2) / 5, within(1e-12));
    assertThat(metrics.macroF1()).isCloseTo((4 / 5.0 + 2 / 3.0 + 0) / 3, within(1e-12));
    assertThat(metrics.confusion())
        .containsExactly(entry("a/a", 2L), entry("a/b", 1L), entry("b/b", 1L), entry("c/", 1L));
  }

  @Test
  void everyClassHasItsPrecisionRecallAndF1() {
    metrics.add("a", "a", 0.5);
    metrics.add("a", "b", 0.5);
    metrics.add("a", "b", 0.5);
    metrics.add("b", "b", 0.5);
    metrics.add("c", ClassificationMetrics.NO_CLASS, 0.5);
    assertThat(metrics.byClass())
        .containsExactly(
            new ClassCounts("a", 3, 1, 1),
            new ClassCounts("b", 1, 3, 1),
            new ClassCounts("c", 1, 0, 0));
    ClassCounts b = metrics.byClass().get(1);
    assertThat(b.precision()).isEqualTo(1 / 3.0);
    assertThat(b.recall()).isEqualTo(1);
    assertThat(b.f1()).isEqualTo(0.5);
    assertThat(b.precisionInterval()).isEqualTo(Interval.wilson(1, 3));
    assertThat(metrics.byClass().get(2).precision()).isZero();
    assertThat(metrics.accuracyInterval()).isEqualTo(Interval.wilson(2, 5));
  }

  /** Against counting every pair of classes over the whole stream. */
  @Test
  void equalsTheNaiveFigures() {
    Random random = new Random(9);
    List<String> actual = new ArrayList<>();
    List<String> predicted = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      actual.add("c" + random.nextInt(6));
      predicted.add(random.nextInt(3) == 0 ? "c" + random.nextInt(8) : actual.get(i));
      metrics.add(actual.get(i), predicted.get(i), 0.5);
    }
    for (ClassCounts counts : metrics.byClass()) {
      String label = counts.label();
      long right =
          IntStream.range(0, 3_000)
              .filter(i -> actual.get(i).equals(label) && predicted.get(i).equals(label))
              .count();
      assertThat(counts.right()).isEqualTo(right);
      assertThat(counts.actual()).isEqualTo(Collections.frequency(actual, label));
      assertThat(counts.predicted()).isEqualTo(Collections.frequency(predicted, label));
    }
    assertThat(metrics.byClass()).hasSize(8);
  }

  @Test
  void isZeroBeforeTheFirstPrediction() {
    assertThat(metrics.accuracy() + metrics.logLoss() + metrics.macroF1()).isZero();
  }

  @Test
  void partsMergeToTheWholeAndSurviveTheirSnapshot() {
    ClassificationMetrics left = new ClassificationMetrics();
    ClassificationMetrics right = new ClassificationMetrics();
    for (int i = 0; i < 60; i++) {
      String actual = "c" + i % 3;
      String predicted = "c" + i % 4;
      metrics.add(actual, predicted, 0.5);
      (i % 2 == 0 ? left : right).add(actual, predicted, 0.5);
    }
    left.merge(ClassificationMetrics.restore(right.snapshot()));
    assertThat(left.cells()).isEqualTo(metrics.cells());
    assertThat(left.accuracy()).isEqualTo(metrics.accuracy());
    assertThat(left.logLoss()).isCloseTo(metrics.logLoss(), within(1e-12));
  }

  @Test
  void majorityClassPredictsTheMostFrequentLabelSoFar() {
    MajorityClass majority = new MajorityClass();
    assertThat(majority.predict()).isEqualTo(ClassificationMetrics.NO_CLASS);
    assertThat(majority.probability("b")).isEqualTo(1.0);
    majority.learn("b");
    majority.learn("a");
    assertThat(majority.predict()).isEqualTo("a");
    majority.learn("b");
    assertThat(majority.predict()).isEqualTo("b");
    assertThat(majority.probability("b")).isEqualTo(3 / 6.0);
    assertThat(majority.probability("new")).isEqualTo(1 / 6.0);
  }

  @Test
  void majorityClassSurvivesItsSnapshot() {
    MajorityClass restored = MajorityClass.restore(Map.of("x", 2L, "b", 3L, "a", 3L));
    assertThat(restored.predict()).isEqualTo("a");
    assertThat(restored.counts()).isEqualTo(Map.of("x", 2L, "b", 3L, "a", 3L));
  }
}
