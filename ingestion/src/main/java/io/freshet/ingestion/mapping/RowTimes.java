package io.freshet.ingestion.mapping;

import java.util.Arrays;
import java.util.OptionalLong;

/** The time of each row, 8 bytes per row; a row without one has that of the row before. */
final class RowTimes {
  private long[] times = new long[1024];
  private int size;
  private boolean sorted = true;

  void add(OptionalLong time) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
    }
    long before = size == 0 ? Long.MIN_VALUE : times[size - 1];
    times[size] = time.orElse(before);
    sorted &= times[size] >= before;
    size++;
  }

  int size() {
    return size;
  }

  long get(int row) {
    return times[row];
  }

  boolean isSorted() {
    return sorted;
  }
}
