package io.freshet.learner;

import io.freshet.schemas.metrics.Auc;
import io.freshet.schemas.metrics.LogLoss;
import io.freshet.schemas.metrics.Mergeable;

/**
 * Log-loss and AUC of binary predictions.
 *
 * @param logLoss mean −ln p of what came true, nats
 * @param auc area under the ROC curve
 */
record ProbabilityMetrics(LogLoss logLoss, Auc auc) implements Mergeable<ProbabilityMetrics> {
  ProbabilityMetrics() {
    this(new LogLoss(), new Auc());
  }

  void add(double probability, boolean positive) {
    logLoss.add(probability, positive);
    auc.add(probability, positive);
  }

  @Override
  public void merge(ProbabilityMetrics other) {
    logLoss.merge(other.logLoss);
    auc.merge(other.auc);
  }

  @Override
  public ProbabilityMetrics fresh() {
    return new ProbabilityMetrics();
  }

  @Override
  public long count() {
    return logLoss.count();
  }
}
