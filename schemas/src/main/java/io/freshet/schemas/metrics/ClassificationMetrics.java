package io.freshet.schemas.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Figures of a classifier whose classes are discovered from the stream:
 *
 * <ul>
 *   <li>accuracy = right / n
 *   <li>log-loss = mean −ln of the probability that was given to the true class ({@link LogLoss})
 *   <li>macro-F1 = mean over the classes (true or predicted at least once) of 2·TP / (2·TP + FP +
 *       FN)
 *   <li>precision, recall and F1 of each class ({@link ClassCounts})
 *   <li>confusion: counts by true and predicted class
 * </ul>
 *
 * A classifier that knows no class yet predicts {@link #NO_CLASS}, which is never right.
 *
 * <p>Mutable; not thread-safe.
 */
public final class ClassificationMetrics implements Mergeable<ClassificationMetrics> {
  /** The prediction of a classifier before its first label. */
  public static final String NO_CLASS = "";

  private final Map<String, Map<String, Long>> confusion = new TreeMap<>();
  private final LogLoss logLoss = new LogLoss();
  private long right;

  /** One cell of the confusion matrix. */
  public record Cell(String actual, String predicted, long count) {}

  /**
   * All of an accumulator, flat.
   *
   * @param lossSum Σ of the log-losses, nats
   * @param lossSquares Σ of their squares, NaN when they were not kept: the log-loss has no
   *     interval then
   */
  public record Snapshot(List<Cell> cells, double lossSum, double lossSquares) {
    public Snapshot {
      cells = List.copyOf(cells);
    }

    public Snapshot(List<Cell> cells, double lossSum) {
      this(cells, lossSum, Double.NaN);
    }
  }

  /**
   * Figures of one class.
   *
   * @param actual how often it was the true class
   * @param predicted how often it was predicted
   * @param right how often it was both
   */
  public record ClassCounts(String label, long actual, long predicted, long right) {
    /** right / predicted; 0 when it was never predicted. */
    public double precision() {
      return predicted == 0 ? 0 : (double) right / predicted;
    }

    /** right / actual; 0 when it was never true. */
    public double recall() {
      return actual == 0 ? 0 : (double) right / actual;
    }

    /** 2·right / (actual + predicted), the harmonic mean of precision and recall. */
    public double f1() {
      return 2.0 * right / (actual + predicted);
    }

    /** Of {@link #precision()}. */
    public Interval precisionInterval() {
      return Interval.wilson(right, predicted);
    }

    /** Of {@link #recall()}. */
    public Interval recallInterval() {
      return Interval.wilson(right, actual);
    }
  }

  /** The accumulator that {@link #snapshot()} was taken of. */
  public static ClassificationMetrics restore(Snapshot snapshot) {
    ClassificationMetrics metrics = new ClassificationMetrics();
    snapshot.cells().forEach(metrics::addCell);
    long count = snapshot.cells().stream().mapToLong(Cell::count).sum();
    metrics.logLoss.merge(
        LogLoss.restore(new double[] {count, snapshot.lossSum(), snapshot.lossSquares()}));
    return metrics;
  }

  /**
   * Counts one prediction.
   *
   * @param actual the true class
   * @param predicted the predicted class, or {@link #NO_CLASS}
   * @param probability that was given to the true class, 0 to 1
   */
  public void add(String actual, String predicted, double probability) {
    addCell(new Cell(actual, predicted, 1));
    logLoss.add(probability);
  }

  @Override
  public void merge(ClassificationMetrics other) {
    other.cells().forEach(this::addCell);
    logLoss.merge(other.logLoss);
  }

  @Override
  public ClassificationMetrics fresh() {
    return new ClassificationMetrics();
  }

  @Override
  public long count() {
    return logLoss.count();
  }

  /** Share of right predictions; 0 before the first one. */
  public double accuracy() {
    return count() == 0 ? 0 : (double) right / count();
  }

  /** Of {@link #accuracy()}. */
  public Interval accuracyInterval() {
    return Interval.wilson(right, count());
  }

  /** Mean log-loss, nats. */
  public double logLoss() {
    return logLoss.value();
  }

  /** Of {@link #logLoss()}, nats; empty before the second prediction. */
  public Optional<Interval> logLossInterval() {
    return logLoss.interval();
  }

  /** Mean F1 over the classes; 0 before the first prediction. */
  public double macroF1() {
    return byClass().stream().mapToDouble(ClassCounts::f1).average().orElse(0);
  }

  /** Figures of every class that was true or predicted at least once, by its name. */
  public List<ClassCounts> byClass() {
    Map<String, Long> actual = new TreeMap<>();
    Map<String, Long> predicted = new TreeMap<>();
    for (Cell cell : cells()) {
      actual.merge(cell.actual(), cell.count(), Long::sum);
      predicted.merge(cell.predicted(), cell.count(), Long::sum);
    }
    predicted.remove(NO_CLASS);
    TreeSet<String> classes = new TreeSet<>(actual.keySet());
    classes.addAll(predicted.keySet());
    return classes.stream()
        .map(
            c ->
                new ClassCounts(
                    c, actual.getOrDefault(c, 0L), predicted.getOrDefault(c, 0L), cell(c, c)))
        .toList();
  }

  /** Every cell that is not 0, by true and then by predicted class. */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    confusion.forEach(
        (actual, row) ->
            row.forEach((predicted, count) -> cells.add(new Cell(actual, predicted, count))));
    return cells;
  }

  /** {@code <true>/<predicted>} → count, as progress records carry it. */
  public Map<String, Long> confusion() {
    Map<String, Long> counts = new TreeMap<>();
    cells().forEach(c -> counts.put(c.actual() + '/' + c.predicted(), c.count()));
    return counts;
  }

  /** All of it, flat. */
  public Snapshot snapshot() {
    double[] loss = logLoss.snapshot();
    return new Snapshot(cells(), loss[1], loss[2]);
  }

  private long cell(String actual, String predicted) {
    return confusion.getOrDefault(actual, Map.of()).getOrDefault(predicted, 0L);
  }

  private void addCell(Cell cell) {
    confusion
        .computeIfAbsent(cell.actual(), a -> new TreeMap<>())
        .merge(cell.predicted(), cell.count(), Long::sum);
    right += cell.actual().equals(cell.predicted()) ? cell.count() : 0;
  }
}
