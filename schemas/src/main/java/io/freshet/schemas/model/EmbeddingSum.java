package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * Σ over rows r of one table of a_r v_r, where a_r = Σ over the terms of the sum that name r, with
 * one factor for the first half of the dimensions and one for the second. It is kept apart which
 * rows it is made of: the gradient by v_r is a_r times the gradient by the sum. Mutable, used again
 * and again.
 */
public final class EmbeddingSum {
  private int[] places = new int[64];
  private int[] rows = new int[64];
  private float[] first = new float[64];
  private float[] second = new float[64];
  private float[] firstSquares = new float[64];
  private float[] secondSquares = new float[64];
  private int size;

  /** Number of different rows. */
  public int size() {
    return size;
  }

  public int row(int index) {
    return rows[index];
  }

  /** a of a row for the first half. */
  public float first(int index) {
    return first[index];
  }

  /** a of a row for the second half. */
  public float second(int index) {
    return second[index];
  }

  /** Σ of the squared factors of the terms that a row's a, for the first half, is the sum of. */
  public float firstSquares(int index) {
    return firstSquares[index];
  }

  /** The same for the second half. */
  public float secondSquares(int index) {
    return secondSquares[index];
  }

  public void clear() {
    for (int i = 0; i < size; i++) {
      places[rows[i]] = 0;
    }
    size = 0;
  }

  /** Adds a row with the same factor for both halves. */
  public void add(int row, double factor) {
    add(row, factor, factor);
  }

  /** Adds a row. */
  public void add(int row, double firstFactor, double secondFactor) {
    int i = place(row);
    first[i] += (float) firstFactor;
    second[i] += (float) secondFactor;
    firstSquares[i] += (float) (firstFactor * firstFactor);
    secondSquares[i] += (float) (secondFactor * secondFactor);
  }

  /** Multiplies all a. */
  void scale(double firstFactor, double secondFactor) {
    for (int i = 0; i < size; i++) {
      first[i] *= (float) firstFactor;
      second[i] *= (float) secondFactor;
      firstSquares[i] *= (float) (firstFactor * firstFactor);
      secondSquares[i] *= (float) (secondFactor * secondFactor);
    }
  }

  /** Adds this sum of a table's rows, each half scaled, to a vector. */
  public void addTo(float[] sum, EmbeddingRows table) {
    float[] vectors = table.vectors();
    int half = table.dimension() / 2;
    for (int i = 0; i < size; i++) {
      int at = rows[i] * 2 * half;
      for (int z = 0; z < half; z++) {
        sum[z] += first[i] * vectors[at + z];
        sum[half + z] += second[i] * vectors[at + half + z];
      }
    }
  }

  private int place(int row) {
    if (row >= places.length) {
      places = Arrays.copyOf(places, Math.max(row + 1, 2 * places.length));
    }
    if (places[row] == 0) {
      if (size == rows.length) {
        grow();
      }
      rows[size] = row;
      first[size] = 0;
      second[size] = 0;
      firstSquares[size] = 0;
      secondSquares[size] = 0;
      places[row] = ++size;
    }
    return places[row] - 1;
  }

  private void grow() {
    rows = Arrays.copyOf(rows, 2 * size);
    first = Arrays.copyOf(first, 2 * size);
    second = Arrays.copyOf(second, 2 * size);
    firstSquares = Arrays.copyOf(firstSquares, 2 * size);
    secondSquares = Arrays.copyOf(secondSquares, 2 * size);
  }
}
