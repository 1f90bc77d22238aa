package io.freshet.scoring;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An unmodifiable list of ints over an array that it owns: one object where Avro wants a list. */
final class IntList extends AbstractList<Integer> implements RandomAccess {
  private final int[] values;

  IntList(int[] values) {
    this.values = values;
  }

  @Override
  public Integer get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
