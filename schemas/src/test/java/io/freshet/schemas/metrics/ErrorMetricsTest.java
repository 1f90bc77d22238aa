package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
