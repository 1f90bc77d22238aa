package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * Dense rows by int key in one array, found by open addressing with linear probing; collision-free.
 * The width grows with {@link #widen}; rows are never removed, only cleared.
 */
final class IntRowTable {
  private int width;
  private int size;
  private int[] keys = new int[64];
  private float[] values;

  /** Row + 1 by hash; 0 is free. At most half full. */
  private int[] slots = new int[128];

  IntRowTable(int width) {
    this.width = width;
    this.values = new float[keys.length * width];
  }

  /** Number of rows; row numbers are below it. */
  int size() {
    return size;
  }

  int key(int row) {
    return keys[row];
  }

  /** The row of a key, or {@link RowTable#ABSENT}. */
  int find(int key) {
    return slots[slot(key)] - 1;
  }

  /** The row of a key, made of zeros where there was none. */
  int findOrCreate(int key) {
    int slot = slot(key);
    if (slots[slot] == 0) {
      append(key);
      slots[slot] = size;
      growSlots();
    }
    return slots[slot(key)] - 1;
  }

  float get(int row, int column) {
    return values[row * width + column];
  }

  void set(int row, int column, float value) {
    values[row * width + column] = value;
  }

  void clear(int row) {
    Arrays.fill(values, row * width, (row + 1) * width, 0);
  }

  /** Makes room for so many columns; the new ones are zeros. */
  void widen(int columns) {
    if (columns <= width) {
      return;
    }
    int wider = Math.max(columns, width * 2);
    float[] moved = new float[keys.length * wider];
    for (int row = 0; row < size; row++) {
      System.arraycopy(values, row * width, moved, row * wider, width);
    }
    values = moved;
    width = wider;
  }

  private int slot(int key) {
    int mask = slots.length - 1;
    int slot = (key * 0x9E3779B9 >>> 7) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void append(int key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      values = Arrays.copyOf(values, keys.length * width);
    }
    keys[size++] = key;
  }

  private void growSlots() {
    if (size * 2 <= slots.length) {
      return;
    }
    slots = new int[slots.length * 2];
    for (int row = 0; row < size; row++) {
      slots[slot(keys[row])] = row + 1;
    }
  }
}
