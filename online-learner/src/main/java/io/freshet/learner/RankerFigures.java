package io.freshet.learner;

import io.freshet.schemas.metrics.Auc;
import io.freshet.schemas.metrics.LogLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** Figures of click probabilities. */
final class RankerFigures implements Figures<ProbabilityMetrics> {
  @Override
  public ProbabilityMetrics empty() {
    return new ProbabilityMetrics();
  }

  @Override
  public Map<String, Double> metrics(ProbabilityMetrics metrics) {
    return Map.of("log-loss", metrics.logLoss().value(), "auc", metrics.auc().value());
  }

  @Override
  public Map<String, Long> confusion(ProbabilityMetrics metrics) {
    return Map.of();
  }

  @Override
  public void write(ProbabilityMetrics metrics, DataOutput out) throws IOException {
    double[] loss = metrics.logLoss().snapshot();
    out.writeDouble(loss[0]);
    out.writeDouble(loss[1]);
    long[] buckets = metrics.auc().snapshot();
    out.writeInt(buckets.length);
    for (long bucket : buckets) {
      out.writeLong(bucket);
    }
  }

  @Override
  public ProbabilityMetrics read(DataInput in) throws IOException {
    LogLoss loss = LogLoss.restore(new double[] {in.readDouble(), in.readDouble()});
    long[] buckets = new long[in.readInt()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = in.readLong();
    }
    return new ProbabilityMetrics(loss, Auc.restore(buckets));
  }
}
