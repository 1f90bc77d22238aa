package io.freshet.features;

import io.freshet.schemas.metrics.PanedWindow;
import io.freshet.schemas.metrics.RankingMetrics;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.Progress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of the lists of one variant or baseline: of HIT and MISS by rank, and how many came to
 * each other status. Mutable; owned by {@link TaskMetrics}.
 */
final class ListFigures {
  private static final int CUTOFF = 10;
  private static final OutcomeStatus[] STATUSES = OutcomeStatus.values();

  private final int pane;
  private final PanedWindow<RankingMetrics> ranks;
  private final long[] others;

  ListFigures(int pane) {
    this(pane, new PanedWindow<>(pane, new RankingMetrics(CUTOFF)), new long[STATUSES.length]);
  }

  private ListFigures(int pane, PanedWindow<RankingMetrics> ranks, long[] others) {
    this.pane = pane;
    this.ranks = ranks;
    this.others = others;
  }

  static ListFigures read(DataInput in) throws IOException {
    int pane = in.readInt();
    PanedWindow<RankingMetrics> ranks =
        new PanedWindow<>(pane, readRanks(in), readRanks(in), readRanks(in));
    long[] others = new long[STATUSES.length];
    for (int statuses = in.readUnsignedByte(); statuses > 0; statuses--) {
      others[in.readUnsignedByte()] = in.readLong();
    }
    return new ListFigures(pane, ranks, others);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(pane);
    writeRanks(out, ranks.total());
    writeRanks(out, ranks.previous());
    writeRanks(out, ranks.current());
    out.writeByte(others.length);
    for (int status = 0; status < others.length; status++) {
      out.writeByte(status);
      out.writeLong(others[status]);
    }
  }

  /** Counts a HIT or MISS by its 0-based rank, -1 when absent. */
  void addRank(int rank) {
    RankingMetrics one = new RankingMetrics(CUTOFF);
    one.add(rank);
    ranks.add(one);
  }

  /** Counts a list that came to another status. */
  void addOther(OutcomeStatus status) {
    others[status.ordinal()]++;
  }

  /** The figures, but for source, model, task and time. */
  Progress report() {
    RankingMetrics window = ranks.window();
    Progress progress = new Progress();
    progress.setCount(ranks.total().count());
    progress.setMetrics(figures(ranks.total()));
    progress.setWindowCount(window.count());
    progress.setWindowMetrics(figures(window));
    progress.setConfusion(Map.of());
    return progress;
  }

  /** Adds how many lists came to each status, under its name in kebab-case, and the hits. */
  void reportStatuses(Map<String, Double> metrics) {
    metrics.put("hits", (double) ranks.total().hits());
    for (OutcomeStatus status : STATUSES) {
      if (status != OutcomeStatus.HIT && status != OutcomeStatus.MISS) {
        String name = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        metrics.put(name, (double) others[status.ordinal()]);
      }
    }
  }

  private static Map<String, Double> figures(RankingMetrics metrics) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("recall@" + CUTOFF, metrics.recall());
    figures.put("ndcg@" + CUTOFF, metrics.ndcg());
    figures.put("mrr", metrics.mrr());
    return figures;
  }

  private static RankingMetrics readRanks(DataInput in) throws IOException {
    double[] snapshot = new double[in.readInt()];
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i] = in.readDouble();
    }
    return RankingMetrics.restore(snapshot);
  }

  private static void writeRanks(DataOutput out, RankingMetrics metrics) throws IOException {
    double[] snapshot = metrics.snapshot();
    out.writeInt(snapshot.length);
    for (double figure : snapshot) {
      out.writeDouble(figure);
    }
  }
}
