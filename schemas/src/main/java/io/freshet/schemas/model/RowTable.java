package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dense rows of one width by string key, in one array; collision-free, and rows that are removed
 * are used again.
 */
public final class RowTable {
  /** Answer of {@link #find} for a key that has no row. */
  public static final int ABSENT = -1;

  private final int width;
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<@Nullable String> keys = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private float[] values;
  private int removals;

  public RowTable(int width) {
    this.width = width;
    this.values = new float[64 * width];
  }

  public int width() {
    return width;
  }

  /** Number of rows in use. */
  public int size() {
    return rows.size();
  }

  /** Row numbers are below this; some of them may be free. */
  public int bound() {
    return keys.size();
  }

  /** The row of a key, or {@link #ABSENT}. */
  public int find(String key) {
    Integer row = rows.get(key);
    return row == null ? ABSENT : row;
  }

  /** The row of a key, made of zeros where there was none. */
  public int findOrCreate(String key) {
    Integer row = rows.get(key);
    return row != null ? row : create(key);
  }

  /** The key of a row; null for a free one. */
  public @Nullable String key(int row) {
    return keys.get(row);
  }

  public float get(int row, int column) {
    return values[row * width + column];
  }

  public void set(int row, int column, float value) {
    values[row * width + column] = value;
  }

  /** How many rows were removed so far: while it stays, keys keep their rows. */
  public int removals() {
    return removals;
  }

  /** Removes the row of a key, if there is one. */
  public void remove(String key) {
    Integer row = rows.remove(key);
    if (row != null) {
      keys.set(row, null);
      free.add(row);
      removals++;
      Arrays.fill(values, row * width, (row + 1) * width, 0);
    }
  }

  /** Multiplies one column of every row. */
  public void scale(int column, float factor) {
    for (int row = 0; row < keys.size(); row++) {
      values[row * width + column] *= factor;
    }
  }

  private int create(String key) {
    int row = free.isEmpty() ? append() : free.remove(free.size() - 1);
    keys.set(row, key);
    rows.put(key, row);
    return row;
  }

  private int append() {
    int row = keys.size();
    keys.add(null);
    if ((row + 1) * width > values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    return row;
  }
}
