package io.freshet.schemas.model;

/**
 * How one row of a linear model lies in memory, for arithmetic, and how it is written down, for
 * adding up. In memory the first value is the weight, so that predicting is the same for every
 * optimiser, and the last is never negative, so that its sign is free to say that the row was
 * changed. Written down, all values are sums.
 */
public interface RowForm {
  /** Values of a row in memory. */
  int width();

  /** Values of a row that is written down. */
  int columns();

  /** Takes a written row into memory. */
  void load(float[] written, int from, float[] rows, int to);

  /** Writes a row down. */
  void store(float[] rows, int from, float[] written, int to);

  /** Writes the same row in the way that {@link #store} would, where there are several. */
  default void normalise(float[] written, int from) {}
}
