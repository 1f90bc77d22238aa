package io.freshet.learner;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What was added to the rows of a table since the last flush: for each row number {@code width}
 * doubles and the newest ingest time, side by side in one array. Sums of differences of floats are
 * exact in doubles, so old row + delta is bit for bit the new row.
 */
final class DenseDeltas {
  private int width;
  private double[] sums;
  private int[] dirty = new int[64];
  private int dirtyCount;

  DenseDeltas(int width) {
    this.width = width;
    this.sums = new double[64 * (width + 1)];
  }

  /** Marks a row as changed by an example of this ingest time; comes before {@link #add}. */
  void touch(int row, long ingestTime) {
    int time = row * (width + 1) + width;
    if (time >= sums.length) {
      sums = Arrays.copyOf(sums, Math.max(time + 1, sums.length * 2));
    }
    if (sums[time] == 0) {
      markDirty(row);
    }
    sums[time] = Math.max(sums[time], Math.max(1, ingestTime));
  }

  /** Adds to a touched row. */
  void add(int row, int column, double delta) {
    sums[row * (width + 1) + column] += delta;
  }

  double get(int row, int column) {
    return sums[row * (width + 1) + column];
  }

  boolean isDirty(int row) {
    int time = row * (width + 1) + width;
    return time < sums.length && sums[time] != 0;
  }

  long ingestTime(int row) {
    return (long) sums[row * (width + 1) + width];
  }

  /** Visits every touched row, then forgets it. */
  void drain(IntConsumer visitor) {
    for (int i = 0; i < dirtyCount; i++) {
      visitor.accept(dirty[i]);
      Arrays.fill(sums, dirty[i] * (width + 1), (dirty[i] + 1) * (width + 1), 0);
    }
    dirtyCount = 0;
  }

  /** Makes room for so many columns. */
  void widen(int columns) {
    if (columns <= width) {
      return;
    }
    DenseDeltas wider = new DenseDeltas(Math.max(columns, 2 * width));
    for (int i = 0; i < dirtyCount; i++) {
      wider.touch(dirty[i], ingestTime(dirty[i]));
      for (int column = 0; column < width; column++) {
        wider.add(dirty[i], column, get(dirty[i], column));
      }
    }
    width = wider.width;
    sums = wider.sums;
  }

  private void markDirty(int row) {
    if (dirtyCount == dirty.length) {
      dirty = Arrays.copyOf(dirty, dirtyCount * 2);
    }
    dirty[dirtyCount++] = row;
  }
}
