package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Dense rows of n weights w and n sums of squared gradients G by string key. A weight begins with a
 * value that follows from seed, table, key and column alone, uniform in ±scale; on the wire a row
 * is (w − initial w, G), so that what learners add sums up whoever met the key first.
 */
public final class SeededRows {
  /** Number of a key that has no row. */
  public static final int ABSENT = -1;

  private final String model;
  private final String table;
  private final int width;
  private final int zeros;
  private final double scale;
  private final long seed;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<@Nullable String> keys = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private int fixed;
  private float[] weights;
  private float[] squares;

  /**
   * @param width n
   * @param zeros the first so many weights begin with 0
   * @param scale bound of the initial values of the others
   */
  SeededRows(String model, String table, int width, int zeros, double scale, long seed) {
    this.model = model;
    this.table = table;
    this.width = width;
    this.zeros = zeros;
    this.scale = scale;
    this.seed = seed ^ hash(table);
    this.weights = new float[16 * width];
    this.squares = new float[16 * width];
  }

  public String table() {
    return table;
  }

  /** n: how many weights a row has. */
  public int width() {
    return width;
  }

  /** Row numbers are below this; some of them may be free. */
  public int bound() {
    return keys.size();
  }

  /** The row of a key, or {@link #ABSENT}. */
  public int find(String key) {
    Integer row = numbers.get(key);
    return row == null ? ABSENT : row;
  }

  /** The row of a key, made of its initial values where there was none. */
  public int findOrCreate(String key) {
    Integer row = numbers.get(key);
    return row == null ? create(key) : row;
  }

  public String key(int row) {
    return String.valueOf(keys.get(row));
  }

  /** All weights, row by row: weight i of row r at r · n + i. Valid until a row is made. */
  public float[] weights() {
    return weights;
  }

  /** All sums of squared gradients, in the same order. Valid until a row is made. */
  public float[] squares() {
    return squares;
  }

  /** Makes the first rows, which are never removed: they have the numbers 0, 1, 2, … */
  void fix(List<String> names) {
    for (String name : names) {
      if (numbers.containsKey(name)) {
        throw new IllegalArgumentException("two rows of table " + table + " are named " + name);
      }
      create(name);
    }
    fixed = keys.size();
  }

  /** What a weight begins with. */
  public float initial(String key, int column) {
    if (column < zeros) {
      return 0;
    }
    return (float) (uniform(seed, hash(key), column) * scale);
  }

  /** In [-1, 1), following from seed, {@link #hash} of the key and column. */
  static double uniform(long seed, long keyHash, int column) {
    return (mix(seed ^ mix(keyHash + column)) >>> 11) * 0x1.0p-52 - 1;
  }

  /** Takes a row; one without values is removed, one of another length is left alone. */
  void apply(ParameterRow row) {
    if (row.getValues().isEmpty()) {
      remove(row.getKey());
    } else if (row.getValues().size() == 2 * width) {
      int at = findOrCreate(row.getKey()) * width;
      for (int i = 0; i < width; i++) {
        weights[at + i] = initial(row.getKey(), i) + row.getValues().get(i);
        squares[at + i] = row.getValues().get(width + i);
      }
    }
  }

  void add(RowDelta delta) {
    int at = findOrCreate(delta.getKey()) * width;
    for (int i = 0; i < width; i++) {
      weights[at + i] = (float) (weights[at + i] + delta.getValues().get(i));
      squares[at + i] = (float) (squares[at + i] + delta.getValues().get(width + i));
    }
  }

  /** Hands over every row that something was learned for. */
  void forEachRow(Consumer<ParameterRow> consumer) {
    for (int row = 0; row < keys.size(); row++) {
      if (keys.get(row) != null && isLearned(row)) {
        consumer.accept(row(row));
      }
    }
  }

  private boolean isLearned(int row) {
    for (int i = 0; i < width; i++) {
      if (squares[row * width + i] != 0) {
        return true;
      }
    }
    return false;
  }

  private ParameterRow row(int row) {
    List<Float> values = new ArrayList<>(2 * width);
    for (int i = 0; i < width; i++) {
      values.add(weights[row * width + i] - initial(key(row), i));
    }
    for (int i = 0; i < width; i++) {
      values.add(squares[row * width + i]);
    }
    return ParameterRow.newBuilder()
        .setModel(model)
        .setTable(table)
        .setKey(key(row))
        .setValues(values)
        .build();
  }

  private int create(String key) {
    int row = free.isEmpty() ? append() : free.remove(free.size() - 1);
    keys.set(row, key);
    numbers.put(key, row);
    reset(row);
    return row;
  }

  private int append() {
    int row = keys.size();
    keys.add(null);
    if ((row + 1) * width > weights.length) {
      weights = Arrays.copyOf(weights, weights.length * 2);
      squares = Arrays.copyOf(squares, squares.length * 2);
    }
    return row;
  }

  private void remove(String key) {
    int row = find(key);
    if (row == ABSENT) {
      return;
    }
    reset(row);
    if (row >= fixed) {
      numbers.remove(key);
      keys.set(row, null);
      free.add(row);
    }
  }

  private void reset(int row) {
    for (int i = 0; i < width; i++) {
      weights[row * width + i] = initial(key(row), i);
      squares[row * width + i] = 0;
    }
  }

  /** FNV-1a over the characters, 64 bits. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
