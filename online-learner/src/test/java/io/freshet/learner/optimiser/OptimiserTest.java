package io.freshet.learner.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.CrossConfig;
import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.OptimiserConfig;
import io.freshet.schemas.model.OptimiserKind;
import io.freshet.schemas.model.RateSchedule;
import io.freshet.schemas.model.WeightRows;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimiserTest {
  private static final double RATE = 0.05;
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 0.99;

  @Test
  void sgdWithTheSameGradientGoesAlongALine() {
    assertThat(weightAfter(plain(OptimiserKind.SGD), 10, 2)).isCloseTo(-10 * RATE * 2, near());
  }

  @Test
  void ratesFallByTheirSchedules() {
    double roots = 0;
    double halves = 0;
    for (int t = 0; t < 10; t++) {
      roots += 1 / Math.sqrt(1 + t / 4.0);
      halves += Math.pow(2, -t / 4.0);
    }
    assertThat(weightAfter(sgd(RateSchedule.INVERSE_SQUARE_ROOT), 10, 1))
        .isCloseTo(-RATE * roots, near());
    assertThat(weightAfter(sgd(RateSchedule.EXPONENTIAL), 10, 1)).isCloseTo(-RATE * halves, near());
  }

  @Test
  void momentumApproachesGradientsOverOneMinusItself() {
    double path = 0;
    for (int t = 1; t <= 10; t++) {
      path += (1 - Math.pow(MOMENTUM, t)) / (1 - MOMENTUM);
    }
    assertThat(weightAfter(plain(OptimiserKind.MOMENTUM), 10, 1)).isCloseTo(-RATE * path, near());
  }

  @Test
  void adagradDividesByTheRootOfTheSteps() {
    double path = 0;
    for (int t = 1; t <= 10; t++) {
      path += 1 / Math.sqrt(t);
    }
    assertThat(weightAfter(plain(OptimiserKind.ADAGRAD), 10, 3)).isCloseTo(-RATE * path, near());
  }

  @Test
  void rmspropForgetsItsBeginning() {
    double path = 0;
    for (int t = 1; t <= 10; t++) {
      path += 1 / Math.sqrt(1 - Math.pow(DECAY, t));
    }
    assertThat(weightAfter(plain(OptimiserKind.RMSPROP), 10, 3)).isCloseTo(-RATE * path, near());
  }

  @Test
  void adamTakesStepsOfItsRate() {
    assertThat(weightAfter(plain(OptimiserKind.ADAM), 10, 3)).isCloseTo(-10 * RATE, near());
  }

  @Test
  void ftrlIsAdaGradWithABetaWhenNothingIsRegularised() {
    double path = 0;
    for (int t = 1; t <= 10; t++) {
      path += 2 / (1 + 2 * Math.sqrt(t));
    }
    LogisticConfig config = LogisticConfig.of(new FtrlConfig(RATE, 1, 0, 0));
    assertThat(weightAfter(config, 10, 2)).isCloseTo(-RATE * path, near());
  }

  @Test
  void theTwoFormsOfFtrlAreOne() {
    LogisticConfig smooth = LogisticConfig.of(new FtrlConfig(0.1, 1, 0, 0.5));
    LogisticConfig sparse = LogisticConfig.of(new FtrlConfig(0.1, 1, 1e-12, 0.5));
    assertThat(weightAfter(smooth, 50, 0.7f)).isCloseTo(weightAfter(sparse, 50, 0.7f), near());
  }

  @ParameterizedTest
  @EnumSource(OptimiserKind.class)
  void aStrongL1KeepsWeightsAtZero(OptimiserKind kind) {
    LogisticConfig config = config(kind, RateSchedule.CONSTANT, 50, 0);
    assertThat(weightAfter(config, 1, 1)).isZero();
  }

  @ParameterizedTest
  @EnumSource(OptimiserKind.class)
  void l2MakesWeightsSmaller(OptimiserKind kind) {
    LogisticConfig decayed = config(kind, RateSchedule.CONSTANT, 0, 1);
    assertThat(Math.abs(weightAfter(decayed, 30, 1)))
        .isLessThan(Math.abs(weightAfter(plain(kind), 30, 1)))
        .isPositive();
  }

  @ParameterizedTest
  @EnumSource(OptimiserKind.class)
  void findsTheWeightsThatMadeTheData(OptimiserKind kind) {
    boolean slows = kind == OptimiserKind.FTRL || kind == OptimiserKind.ADAGRAD;
    LogisticConfig config =
        config(kind, slows ? RateSchedule.CONSTANT : RateSchedule.INVERSE_SQUARE_ROOT, 0, 0);
    WeightRows rows = rows(config);
    Optimiser optimiser = Optimisers.of(config);
    Random random = new Random(3);
    float[] truth = {1.5f, -1, 0.5f};
    int[] index = {0, 1, 2};
    double[] mean = new double[3];
    for (int i = 0; i < 40_000; i++) {
      float[] x = {gaussian(random), gaussian(random), gaussian(random)};
      double margin = truth[0] * x[0] + truth[1] * x[1] + truth[2] * x[2];
      int label = random.nextDouble() < LogisticModel.sigmoid(margin) ? 1 : 0;
      float p = (float) LogisticModel.sigmoid(rows.dot(index, x, 0, 3));
      optimiser.step(rows, index, x, 0, 3, p - label);
      for (int j = 0; i >= 20_000 && j < 3; j++) {
        mean[j] += rows.weight(j) / 20_000;
      }
    }
    for (int j = 0; j < 3; j++) {
      assertThat(mean[j]).isCloseTo(truth[j], within(0.15));
    }
  }

  @ParameterizedTest
  @EnumSource(OptimiserKind.class)
  void isTheTextbookStepOnRandomGradients(OptimiserKind kind) {
    LogisticConfig config = config(kind, RateSchedule.CONSTANT, 0, 0);
    WeightRows rows = rows(config);
    Optimiser optimiser = Optimisers.of(config);
    NaiveOptimiser naive = new NaiveOptimiser(config);
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      float gradient = gaussian(random);
      optimiser.step(rows, new int[] {0}, new float[] {1}, 0, 1, gradient);
      naive.step(gradient);
      assertThat((double) rows.weight(0)).isCloseTo(naive.weight(), within(2e-3));
    }
  }

  static LogisticConfig plain(OptimiserKind kind) {
    return config(kind, RateSchedule.CONSTANT, 0, 0);
  }

  static WeightRows rows(LogisticConfig config) {
    return new LogisticModel("m", config, List.of(), 2).rows();
  }

  private static LogisticConfig sgd(RateSchedule schedule) {
    return config(OptimiserKind.SGD, schedule, 0, 0);
  }

  private static LogisticConfig config(
      OptimiserKind kind, RateSchedule schedule, double l1, double l2) {
    return new LogisticConfig(
        new FtrlConfig(RATE, 1, l1, 10 * l2),
        new OptimiserConfig(kind, RATE, schedule, 4, MOMENTUM, DECAY, l1, l2),
        CrossConfig.defaults());
  }

  private static double weightAfter(LogisticConfig config, int steps, float gradient) {
    WeightRows rows = rows(config);
    Optimiser optimiser = Optimisers.of(config);
    for (int i = 0; i < steps; i++) {
      optimiser.step(rows, new int[] {0}, new float[] {1}, 0, 1, gradient);
    }
    return rows.weight(0);
  }

  private static float gaussian(Random random) {
    return (float) random.nextGaussian();
  }

  private static Offset<Double> near() {
    return within(1e-4);
  }
}
