package io.freshet.learner;

import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.EmbeddingRows;
import io.freshet.schemas.model.EmbeddingSum;
import io.freshet.schemas.model.RowTable;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * AdaGrad on the vectors of one table, with one sum of squared gradients per row. Where a vector v
 * is in a {@linkplain EmbeddingSum sum} as Σⱼ aⱼ v, and g is the gradient by the sum,
 *
 * <pre>  G += Σⱼ aⱼ² ‖g‖² / d,  v −= rate · Σⱼ aⱼ g / √G  </pre>
 *
 * and what has grown beyond {@code max-norm} is scaled down to it. What was added is kept until the
 * next flush.
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12 (2011), with one step
 * size per row as in the "row-wise AdaGrad" of Naumov et al., "Deep Learning Recommendation Model",
 * arXiv 1906.00091.
 */
final class EmbeddingRowDeltas {
  /** Against division by zero. */
  private static final double LEAST_SQUARES = 1e-6;

  private final EmbeddingRows rows;
  private final int dimension;
  private final double rate;
  private final double maxNorm;
  private final DenseDeltas deltas;

  EmbeddingRowDeltas(EmbeddingRows rows, double rate, double maxNorm) {
    this.rows = rows;
    this.dimension = rows.dimension();
    this.rate = rate;
    this.maxNorm = maxNorm;
    this.deltas = new DenseDeltas(rows.columns());
  }

  String table() {
    return rows.table();
  }

  /**
   * One step on every row of a sum.
   *
   * @param gradient by the sum
   */
  void step(EmbeddingSum sum, float[] gradient, long ingestTime) {
    int half = dimension / 2;
    double first = squares(gradient, 0, half) / dimension;
    double second = squares(gradient, half, dimension) / dimension;
    for (int i = 0; i < sum.size(); i++) {
      double added = sum.firstSquares(i) * first + sum.secondSquares(i) * second;
      if (added > 0) {
        touch(sum.row(i), ingestTime);
        add(sum.row(i), EmbeddingRows.SQUARES, added);
        step(sum.row(i), gradient, sum.first(i), sum.second(i));
      }
    }
  }

  /** Adds to a column behind the vector of a row. */
  void add(int row, int column, double change, long ingestTime) {
    touch(row, ingestTime);
    add(row, column, change);
  }

  void flush(Consumer<RowDelta> sink) {
    deltas.drain(row -> sink.accept(delta(row)));
  }

  Optional<RowDelta> pending(String key) {
    int row = rows.find(key);
    return row != RowTable.ABSENT && deltas.isDirty(row)
        ? Optional.of(delta(row))
        : Optional.empty();
  }

  private void touch(int row, long ingestTime) {
    rows.makePresent(row);
    deltas.touch(row, ingestTime);
  }

  private void add(int row, int column, double change) {
    float before = rows.extra(row, column);
    float after = (float) (before + change);
    rows.setExtra(row, column, after);
    deltas.add(row, dimension + column, (double) after - before);
  }

  private void step(int row, float[] gradient, float first, float second) {
    float[] vectors = rows.vectors();
    int at = row * dimension;
    int half = dimension / 2;
    double step = rate / Math.sqrt(LEAST_SQUARES + rows.extra(row, EmbeddingRows.SQUARES));
    float firstStep = (float) (step * first);
    float secondStep = (float) (step * second);
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      float before = vectors[at + i];
      float after =
          rows.settled(at + i, before - (i < half ? firstStep : secondStep) * gradient[i]);
      vectors[at + i] = after;
      squares += after * after;
      deltas.add(row, i, (double) after - before);
    }
    if (squares > maxNorm * maxNorm) {
      clip(row, (float) (maxNorm / Math.sqrt(squares)));
    }
  }

  private void clip(int row, float factor) {
    float[] vectors = rows.vectors();
    for (int i = 0; i < dimension; i++) {
      int at = row * dimension + i;
      float before = vectors[at];
      vectors[at] = rows.settled(at, before * factor);
      deltas.add(row, i, (double) vectors[at] - before);
    }
  }

  private RowDelta delta(int row) {
    List<Double> values = new ArrayList<>(rows.columns());
    for (int column = 0; column < rows.columns(); column++) {
      values.add(deltas.get(row, column));
    }
    return Deltas.dense(
        EmbeddingModel.MODEL, rows.table(), rows.key(row), values, deltas.ingestTime(row));
  }

  private static double squares(float[] vector, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) vector[i] * vector[i];
    }
    return sum;
  }
}
