package io.freshet.learner;

import io.freshet.schemas.metrics.RegressionMetrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** Figures of predicted ratings, in the unit of the ratings. */
final class RatingFigures implements Figures<RegressionMetrics> {
  @Override
  public RegressionMetrics empty() {
    return new RegressionMetrics();
  }

  @Override
  public Map<String, Double> metrics(RegressionMetrics metrics) {
    return Map.of("mae", metrics.mae(), "rmse", metrics.rmse());
  }

  @Override
  public Map<String, Long> confusion(RegressionMetrics metrics) {
    return Map.of();
  }

  @Override
  public void write(RegressionMetrics metrics, DataOutput out) throws IOException {
    double[] sums = metrics.snapshot();
    out.writeInt(sums.length);
    for (double sum : sums) {
      out.writeDouble(sum);
    }
  }

  @Override
  public RegressionMetrics read(DataInput in) throws IOException {
    double[] sums = new double[in.readInt()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = in.readDouble();
    }
    return RegressionMetrics.restore(sums);
  }
}
