package io.freshet.scoring.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.freshet.scoring.nearest.Queries;
import io.freshet.scoring.nearest.TopHits;
import java.util.BitSet;
import java.util.List;

/**
 * Consecutive rows (y, β) of a {@link DeviceIndex}. A row that is not there has the bias −∞, so
 * that it is never among the best.
 */
abstract class DeviceBlock {
  final NDArray matrix;
  final int firstId;
  final int rows;
  final int columns;
  private final NDArray transposed;
  private final BitSet present;

  DeviceBlock(NDManager manager, int firstId, int rows, int dimension) {
    this.firstId = firstId;
    this.rows = rows;
    this.columns = dimension + 1;
    this.present = new BitSet(rows);
    float[] values = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      values[row * columns + dimension] = Float.NEGATIVE_INFINITY;
    }
    this.matrix = manager.create(values, new Shape(rows, columns));
    this.transposed = matrix.transpose();
  }

  /** Sets a row; returns whether it is new. */
  final boolean set(int row, float[] vector, float bias) {
    write(row, vector, bias);
    boolean isNew = !present.get(row);
    present.set(row);
    return isNew;
  }

  /** Takes a row out; returns whether it was there. */
  final boolean remove(int row) {
    boolean wasPresent = present.get(row);
    if (wasPresent) {
      write(row, new float[columns - 1], Float.NEGATIVE_INFINITY);
      present.clear(row);
    }
    return wasPresent;
  }

  /** Scores all rows, and adds those that are among the best so far. */
  final void search(NDArray users, Queries queries, List<TopHits> best, float[] scores) {
    try (NDManager scope = users.getManager().newSubManager()) {
      prepare(scope);
      NDArray products = users.matMul(transposed);
      products.attach(scope);
      collect(products, queries, best, scores);
    }
  }

  /** Puts a row where the product finds it, at the latest when {@link #prepare} is called. */
  abstract void write(int row, float[] vector, float bias);

  abstract void prepare(NDManager scope);

  /**
   * @param products query by query, the score of each row
   * @param scores room for those of one query
   */
  abstract void collect(NDArray products, Queries queries, List<TopHits> best, float[] scores);
}
