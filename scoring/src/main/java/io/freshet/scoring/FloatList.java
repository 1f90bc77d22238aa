package io.freshet.scoring;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * An unmodifiable list of floats over an array that it owns: one object where Avro wants a list.
 */
final class FloatList extends AbstractList<Float> implements RandomAccess {
  private final float[] values;

  FloatList(float[] values) {
    this.values = values;
  }

  @Override
  public Float get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
