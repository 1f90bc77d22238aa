package io.freshet.learner;

import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.SeededRows;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * AdaGrad on the rows of one table. The gradients of a batch are added up per weight, then
 *
 * <pre>  g ← g + λ w,  G += g²,  w −= rate · g / √(G₀ + G)  </pre>
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12 (2011), diagonal form.
 */
final class SeededSteps {
  private final SeededRows rows;
  private final int width;
  private final double rate;
  private final double initialSquares;
  private final double l2;
  private final DenseDeltas deltas;
  private float[] gradients = new float[0];
  private int[] slots = new int[64];
  private int[] touched = new int[64];
  private int touchedCount;

  SeededSteps(SeededRows rows, double rate, double initialSquares, double l2) {
    this.rows = rows;
    this.width = rows.width();
    this.rate = rate;
    this.initialSquares = initialSquares;
    this.l2 = l2;
    this.deltas = new DenseDeltas(2 * width);
  }

  SeededRows rows() {
    return rows;
  }

  /** Where {@link #gradients} has the gradient of a row in this batch; begins with zeros. */
  int gradientOf(int row) {
    if (row >= slots.length) {
      slots = Arrays.copyOf(slots, Math.max(row + 1, 2 * slots.length));
    }
    if (slots[row] == 0) {
      touch(row);
    }
    return (slots[row] - 1) * width;
  }

  /** The gradients of this batch; valid until the next {@link #gradientOf}. */
  float[] gradients() {
    return gradients;
  }

  /** One step on all rows that have a gradient; the batch is over. */
  void step(long ingestTime) {
    for (int i = 0; i < touchedCount; i++) {
      step(touched[i], gradients, i * width, 1, ingestTime);
      slots[touched[i]] = 0;
    }
    touchedCount = 0;
  }

  /** One step on the first rows, whose gradients are given row by row. */
  void step(float[] gradient, int count, double factor, long ingestTime) {
    for (int row = 0; row < count; row++) {
      step(row, gradient, row * width, factor, ingestTime);
    }
  }

  /** Adds to G of one weight. */
  void addSquares(int row, int column, double squares, long ingestTime) {
    float before = rows.squares()[row * width + column];
    float after = (float) (before + squares);
    rows.squares()[row * width + column] = after;
    deltas.touch(row, ingestTime);
    deltas.add(row, width + column, (double) after - before);
  }

  void flush(Consumer<RowDelta> sink) {
    deltas.drain(row -> sink.accept(delta(row)));
  }

  Optional<RowDelta> pending(String key) {
    int row = rows.find(key);
    return row != SeededRows.ABSENT && deltas.isDirty(row)
        ? Optional.of(delta(row))
        : Optional.empty();
  }

  private void step(int row, float[] gradient, int at, double factor, long ingestTime) {
    float[] weights = rows.weights();
    float[] squares = rows.squares();
    deltas.touch(row, ingestTime);
    for (int i = 0; i < width; i++) {
      float w = weights[row * width + i];
      float sum = squares[row * width + i];
      double g = factor * gradient[at + i] + l2 * w;
      float grown = (float) (sum + g * g);
      float moved = (float) (w - rate * g / Math.sqrt(initialSquares + grown));
      weights[row * width + i] = moved;
      squares[row * width + i] = grown;
      deltas.add(row, i, (double) moved - w);
      deltas.add(row, width + i, (double) grown - sum);
    }
  }

  private void touch(int row) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
    }
    if ((touchedCount + 1) * width > gradients.length) {
      gradients = Arrays.copyOf(gradients, Math.max(64 * width, 2 * gradients.length));
    }
    Arrays.fill(gradients, touchedCount * width, (touchedCount + 1) * width, 0);
    touched[touchedCount++] = row;
    slots[row] = touchedCount;
  }

  private RowDelta delta(int row) {
    List<Double> values = new ArrayList<>(2 * width);
    for (int i = 0; i < 2 * width; i++) {
      values.add(deltas.get(row, i));
    }
    return Deltas.dense(
        DeepFmModel.MODEL, rows.table(), rows.key(row), values, deltas.ingestTime(row));
  }
}
