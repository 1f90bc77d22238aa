package io.freshet.schemas.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The rows of a linear model, twice: as they were last written down, and, ahead of that, as they
 * are now, in the {@link RowForm} of their optimiser, side by side in one array. What a learner
 * added since the rows were last written down is the difference, so a step does no bookkeeping
 * beyond marking a row the first time.
 *
 * <p>Mutable; {@link #values()} belongs to the optimiser that changes it.
 */
public final class WeightRows {
  private final RowForm form;
  private final int width;
  private final int columns;
  private final int size;
  private final float[] rows;
  private final float[] written;
  private final float[] buffer;
  private int[] changed = new int[64];
  private int changedCount;

  /**
   * @param size rows are numbered 0 to this, without it
   */
  public WeightRows(RowForm form, int size) {
    this.form = form;
    this.width = form.width();
    this.columns = form.columns();
    this.size = size;
    this.rows = new float[Math.multiplyExact(size, width)];
    this.written = new float[Math.multiplyExact(size, columns)];
    this.buffer = new float[columns];
  }

  public int size() {
    return size;
  }

  /** Values of a row that is written down. */
  public int columns() {
    return columns;
  }

  /**
   * The rows as they are now, {@link RowForm#width()} values each. The last value of a row is
   * negated once the row was changed and {@linkplain #mark marked}.
   */
  public float[] values() {
    return rows;
  }

  public float weight(int row) {
    return rows[row * width];
  }

  /** Σ weight(index[i]) x[i] for i in [from, to). */
  public float dot(int[] index, float[] x, int from, int to) {
    float[] values = rows;
    int stride = width;
    float even = 0;
    float odd = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      even += values[index[i] * stride] * x[i];
      odd += values[index[i + 1] * stride] * x[i + 1];
    }
    return i < to ? even + odd + values[index[i] * stride] * x[i] : even + odd;
  }

  /** A value of a row, as it would be written down now. */
  public float current(int row, int column) {
    if (!isChanged(row)) {
      return written[row * columns + column];
    }
    form.store(rows, unsigned(row), buffer, 0);
    rows[lastOf(row)] = -rows[lastOf(row)];
    return buffer[column];
  }

  /** What was added to a value of a row since it was written down. */
  public double added(int row, int column) {
    return (double) current(row, column) - written[row * columns + column];
  }

  /** Whether a row was changed since it was written down. */
  public boolean isChanged(int row) {
    return rows[lastOf(row)] < 0;
  }

  /** Notes that an unmarked row is about to be changed. */
  public void mark(int row) {
    if (changedCount == changed.length) {
      changed = Arrays.copyOf(changed, changedCount * 2);
    }
    changed[changedCount++] = row;
    rows[lastOf(row)] = -rows[lastOf(row)];
  }

  /** Sets a value of a row that is written down; {@link #load} takes it into account. */
  public void write(int row, int column, float value) {
    written[row * columns + column] = value;
  }

  /** Makes a row what is written down: unchanged. */
  public void load(int row) {
    form.normalise(written, row * columns);
    form.load(written, row * columns, rows, row * width);
  }

  /** Changes a row: what is written down, and so much on top. */
  public void change(int row, List<Double> added) {
    for (int column = 0; column < columns; column++) {
      buffer[column] = (float) (written[row * columns + column] + added.get(column));
    }
    form.load(buffer, 0, rows, row * width);
    mark(row);
  }

  /**
   * Visits every changed row, then writes it down. It goes on from the values in memory: writing
   * down changes nothing that is learned later.
   */
  public void drain(IntConsumer visitor) {
    for (int i = 0; i < changedCount; i++) {
      int row = changed[i];
      if (isChanged(row)) {
        visitor.accept(row);
        form.store(rows, unsigned(row), written, row * columns);
      }
    }
    changedCount = 0;
  }

  /** Whether all of what is written of a row is zero. */
  public boolean isZero(int row) {
    for (int column = 0; column < columns; column++) {
      if (current(row, column) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Takes the mark off; returns where the row begins. */
  private int unsigned(int row) {
    rows[lastOf(row)] = -rows[lastOf(row)];
    return row * width;
  }

  private int lastOf(int row) {
    return row * width + width - 1;
  }
}
