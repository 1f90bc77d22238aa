package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorMetricsTest {
  @Test
  void logLossIsTheMeanOfMinusLn() {
    LogLoss loss = new LogLoss();
    loss.add(Math.exp(-1));
    loss.add(1 - Math.exp(-3), false);
    assertThat(loss.value()).isCloseTo(2, within(1e-12));
    assertThat(LogLoss.restore(loss.snapshot()).value()).isEqualTo(loss.value());
  }

  @Test
  void logLossOfACertainErrorIsFinite() {
    LogLoss loss = new LogLoss();
    loss.add(0);
    assertThat(loss.value()).isCloseTo(34.54, within(0.01));
  }

  /** Losses 1 and 3: mean 2, standard error 1. */
  @Test
  void logLossHasTheIntervalOfAMean() {
    LogLoss loss = new LogLoss();
    loss.add(Math.exp(-1));
    assertThat(loss.interval()).isEmpty();
    loss.add(Math.exp(-3));
    assertThat(loss.interval().orElseThrow().high()).isCloseTo(2 + 1.96, within(1e-3));
    assertThat(LogLoss.restore(Arrays.copyOf(loss.snapshot(), 2)).interval()).isEmpty();
  }

  /**
   * Errors 3 and 4: MAE 3.5 with standard error 0.5; squares 9 and 16 with 3.5, over 2 · 3.5355.
   */
  @Test
  void regressionIntervalsHaveClosedForms() {
    RegressionMetrics metrics = new RegressionMetrics();
    metrics.add(3, 0);
    assertThat(metrics.maeInterval()).isEmpty();
    assertThat(metrics.rmseInterval()).isEmpty();
    metrics.add(1, 5);
    assertThat(metrics.maeInterval().orElseThrow().margin()).isCloseTo(0.98, within(1e-3));
    assertThat(metrics.rmseInterval().orElseThrow().margin())
        .isCloseTo(1.96 * 3.5 / (2 * Math.sqrt(12.5)), within(1e-3));
  }

  @Test
  void regressionErrorsHaveClosedForms() {
    RegressionMetrics metrics = new RegressionMetrics();
    metrics.add(3, 0);
    RegressionMetrics other = metrics.fresh();
    other.add(1, 5);
    metrics.merge(other);
    assertThat(metrics.count()).isEqualTo(2);
    assertThat(metrics.mae()).isEqualTo(3.5);
    assertThat(metrics.rmse()).isEqualTo(Math.sqrt(12.5));
    assertThat(RegressionMetrics.restore(metrics.snapshot()).rmse()).isEqualTo(metrics.rmse());
  }
}
