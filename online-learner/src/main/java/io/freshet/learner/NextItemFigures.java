package io.freshet.learner;

import io.freshet.schemas.metrics.RankingMetrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** Figures of next-item lists of {@value #LENGTH}. */
final class NextItemFigures implements Figures<RankingMetrics> {
  /** Length of the lists. */
  static final int LENGTH = 10;

  /** The part of a snapshot that a checkpoint keeps: all but what intervals are made of. */
  private static final int KEPT = 5;

  @Override
  public RankingMetrics empty() {
    return new RankingMetrics(LENGTH);
  }

  @Override
  public Map<String, Double> metrics(RankingMetrics metrics) {
    return Map.of("recall@10", metrics.recall(), "ndcg@10", metrics.ndcg(), "mrr", metrics.mrr());
  }

  @Override
  public Map<String, Long> confusion(RankingMetrics metrics) {
    return Map.of();
  }

  @Override
  public void write(RankingMetrics metrics, DataOutput out) throws IOException {
    double[] snapshot = metrics.snapshot();
    for (int i = 0; i < KEPT; i++) {
      out.writeDouble(snapshot[i]);
    }
  }

  @Override
  public RankingMetrics read(DataInput in) throws IOException {
    double[] snapshot = new double[KEPT];
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i] = in.readDouble();
    }
    return RankingMetrics.restore(snapshot);
  }
}
