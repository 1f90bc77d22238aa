package io.freshet.learner;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What was added to sparse rows of one value per column since the last flush, by row and column
 * numbers. A row holds few columns between two flushes, so they are searched one by one.
 */
final class SparseDeltas {
  /** The changed columns of one row. */
  static final class Row {
    private int[] columns = new int[4];
    private double[] sums = new double[4];
    private int size;
    private long ingestTime;

    int size() {
      return size;
    }

    int column(int index) {
      return columns[index];
    }

    double sum(int index) {
      return sums[index];
    }

    long ingestTime() {
      return ingestTime;
    }

    private void add(int column, double delta, long time) {
      int index = indexOf(column);
      if (index == sums.length) {
        columns = Arrays.copyOf(columns, size * 2);
        sums = Arrays.copyOf(sums, size * 2);
      }
      if (index == size) {
        columns[size] = column;
        sums[size++] = 0;
      }
      sums[index] += delta;
      ingestTime = Math.max(ingestTime, time);
    }

    private int indexOf(int column) {
      for (int i = 0; i < size; i++) {
        if (columns[i] == column) {
          return i;
        }
      }
      return size;
    }
  }

  private @Nullable Row[] rows = new Row[64];
  private int[] dirty = new int[64];
  private int dirtyCount;

  void add(int row, int column, double delta, long ingestTime) {
    touch(row).add(column, delta, ingestTime);
  }

  /** The changes of a row; null without any. */
  @Nullable Row row(int row) {
    return row < rows.length ? rows[row] : null;
  }

  /** Visits every changed row, then forgets it. */
  void drain(IntConsumer visitor) {
    for (int i = 0; i < dirtyCount; i++) {
      visitor.accept(dirty[i]);
      rows[dirty[i]] = null;
    }
    dirtyCount = 0;
  }

  private Row touch(int row) {
    if (row >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(row + 1, rows.length * 2));
    }
    Row found = rows[row];
    if (found == null) {
      found = new Row();
      rows[row] = found;
      markDirty(row);
    }
    return found;
  }

  private void markDirty(int row) {
    if (dirtyCount == dirty.length) {
      dirty = Arrays.copyOf(dirty, dirtyCount * 2);
    }
    dirty[dirtyCount++] = row;
  }
}
