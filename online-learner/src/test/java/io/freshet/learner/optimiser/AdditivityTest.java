package io.freshet.learner.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.OptimiserKind;
import io.freshet.schemas.model.WeightRows;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two learners take every second gradient each, and what they added is added up. */
class AdditivityTest {
  private static final int[] FIRST = {0};
  private static final float[] ONE = {1};

  private final float[] gradients = new float[200];

  AdditivityTest() {
    Random random = new Random(5);
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = (float) random.nextGaussian() + 0.5f;
    }
  }

  @Test
  void sgdIsExact() {
    assertSame(OptimiserKind.SGD, 0);
    assertSame(OptimiserKind.SGD, 1);
  }

  @Test
  void sumsOfSquaresAreExact() {
    assertSame(OptimiserKind.ADAGRAD, 1);
    assertSame(OptimiserKind.FTRL, 1);
  }

  @Test
  void countsOfStepsAreExact() {
    assertSame(OptimiserKind.MOMENTUM, 2);
    assertSame(OptimiserKind.RMSPROP, 2);
    assertSame(OptimiserKind.ADAM, 3);
  }

  @Test
  void stepsThatDependOnTheSumsAreLonger() {
    assertThat(Math.abs(merged(OptimiserKind.ADAGRAD)[0]))
        .isGreaterThan(Math.abs(sequential(OptimiserKind.ADAGRAD)[0]));
  }

  @Test
  void decayedMeansAreNotExact() {
    assertThat(merged(OptimiserKind.ADAM)[2])
        .isNotCloseTo(sequential(OptimiserKind.ADAM)[2], within(1e-3));
  }

  @ParameterizedTest
  @EnumSource(OptimiserKind.class)
  void aMergedRowTakesNoWildSteps(OptimiserKind kind) {
    LogisticConfig config = OptimiserTest.plain(kind);
    WeightRows rows = OptimiserTest.rows(config);
    write(rows, merged(kind));
    float before = rows.weight(0);
    Optimisers.of(config).step(rows, FIRST, ONE, 0, 1, 0.01f);
    assertThat(rows.weight(0)).isCloseTo(before, within(0.6f));
  }

  private void assertSame(OptimiserKind kind, int column) {
    assertThat(merged(kind)[column]).isCloseTo(sequential(kind)[column], within(1e-3));
  }

  private double[] sequential(OptimiserKind kind) {
    return learned(kind, new double[4], 0, 1);
  }

  /** 100 steps together, then two learners apart. */
  private double[] merged(OptimiserKind kind) {
    double[] base = learned(kind, new double[4], 0, 1, 100);
    double[] even = learned(kind, base, 100, 2);
    double[] odd = learned(kind, base, 101, 2);
    double[] merged = new double[4];
    for (int i = 0; i < merged.length; i++) {
      merged[i] = even[i] + odd[i] - base[i];
    }
    return merged;
  }

  private double[] learned(OptimiserKind kind, double[] base, int from, int step) {
    return learned(kind, base, from, step, gradients.length);
  }

  private double[] learned(OptimiserKind kind, double[] base, int from, int step, int to) {
    LogisticConfig config = OptimiserTest.plain(kind);
    WeightRows rows = OptimiserTest.rows(config);
    write(rows, base);
    Optimiser optimiser = Optimisers.of(config);
    for (int i = from; i < to; i += step) {
      optimiser.step(rows, FIRST, ONE, 0, 1, gradients[i]);
    }
    double[] learned = new double[4];
    for (int column = 0; column < rows.columns(); column++) {
      learned[column] = rows.current(0, column);
    }
    return learned;
  }

  private static void write(WeightRows rows, double[] values) {
    for (int column = 0; column < rows.columns(); column++) {
      rows.write(0, column, (float) values[column]);
    }
    rows.load(0);
  }
}
