package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Vectors of items or of terms. A row is (v₁ − v₁⁰, …, v_d − v_d⁰, G), in a table of outputs of
 * items (…, G, bias, count), all of it sums: v⁰ is where a vector begins, uniform in ±scale and
 * following from seed, table and key alone; G is AdaGrad's sum of squared gradients, of the mean
 * over the row. A key without a row has the vector v⁰.
 */
public final class EmbeddingRows {
  /** Columns behind the vector. */
  public static final int SQUARES = 0;

  public static final int BIAS = 1;
  public static final int COUNT = 2;

  private final String table;
  private final EmbeddingKeys keys;
  private final int dimension;
  private final int extras;
  private final double scale;
  private final long seed;
  private final BitSet present = new BitSet();
  private float[] vectors;
  private float[] extra;

  /** Where the vectors began, if not at 0. */
  private float[] initials = new float[0];

  private double total;

  /**
   * @param extras number of columns behind the vector
   */
  EmbeddingRows(
      String table, EmbeddingKeys keys, int dimension, int extras, double scale, long seed) {
    this.table = table;
    this.keys = keys;
    this.dimension = dimension;
    this.extras = extras;
    this.scale = scale;
    this.seed = seed ^ SeededRows.hash(table);
    this.vectors = new float[64 * dimension];
    this.extra = new float[64 * extras];
    keys.onNewNumber(this::reset);
  }

  public String table() {
    return table;
  }

  /** d: length of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Values of a row. */
  public int columns() {
    return dimension + extras;
  }

  /** The row of a key, or {@link RowTable#ABSENT} for one that nothing was learned about. */
  public int find(String key) {
    int number = keys.find(key);
    return number != RowTable.ABSENT && present.get(number) ? number : RowTable.ABSENT;
  }

  public String key(int row) {
    return keys.key(row);
  }

  /** All vectors, one behind the other: that of row r begins at r · d. Valid until a key is new. */
  public float[] vectors() {
    return vectors;
  }

  /** A column behind the vector. */
  public float extra(int row, int column) {
    return extra[row * extras + column];
  }

  public void setExtra(int row, int column, float value) {
    if (column == COUNT) {
      total += (double) value - extra(row, column);
    }
    extra[row * extras + column] = value;
  }

  /** Sum of all counts. */
  public double total() {
    return total;
  }

  /** Sees to it that a key's row is there, with the initial values where it was not. */
  public void makePresent(int row) {
    if (!present.get(row)) {
      present.set(row);
      keys.retain(row);
    }
  }

  /**
   * A value for a place of {@link #vectors}, moved by less than a rounding error to where its row,
   * a difference of floats, would put it: so a view that is made from rows goes on bit for bit.
   */
  public float settled(int at, float value) {
    return scale == 0 ? value : initials[at] + (value - initials[at]);
  }

  /** Takes a row; one without values is removed, one of another length is left alone. */
  void apply(ParameterRow update) {
    if (update.getValues().isEmpty()) {
      remove(update.getKey());
    } else if (update.getValues().size() == columns()) {
      int row = rowOf(update.getKey());
      long hash = SeededRows.hash(update.getKey());
      for (int i = 0; i < dimension; i++) {
        vectors[row * dimension + i] = initial(hash, i) + update.getValues().get(i);
      }
      for (int i = 0; i < extras; i++) {
        setExtra(row, i, update.getValues().get(dimension + i));
      }
    }
  }

  void add(RowDelta delta) {
    int row = rowOf(delta.getKey());
    for (int i = 0; i < dimension; i++) {
      int at = row * dimension + i;
      vectors[at] = settled(at, (float) (vectors[at] + delta.getValues().get(i)));
    }
    for (int i = 0; i < extras; i++) {
      setExtra(row, i, (float) (extra(row, i) + delta.getValues().get(dimension + i)));
    }
  }

  /** Hands over every row that is there. */
  void forEachRow(Consumer<ParameterRow> consumer) {
    for (int row = present.nextSetBit(0); row >= 0; row = present.nextSetBit(row + 1)) {
      consumer.accept(row(row));
    }
  }

  /** The product of a vector with another one. */
  float dot(float[] other, int row) {
    float[] v = vectors;
    int from = row * dimension;
    int whole = other.length & ~3;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < whole; i += 4) {
      a += other[i] * v[from + i];
      b += other[i + 1] * v[from + i + 1];
      c += other[i + 2] * v[from + i + 2];
      d += other[i + 3] * v[from + i + 3];
    }
    for (int i = whole; i < other.length; i++) {
      a += other[i] * v[from + i];
    }
    return (a + b) + (c + d);
  }

  private int rowOf(String key) {
    int row = keys.findOrCreate(key);
    makePresent(row);
    return row;
  }

  private void remove(String key) {
    int row = find(key);
    if (row != RowTable.ABSENT) {
      reset(row);
      present.clear(row);
      keys.release(row);
    }
  }

  private ParameterRow row(int row) {
    long hash = SeededRows.hash(key(row));
    List<Float> values = new ArrayList<>(columns());
    for (int i = 0; i < dimension; i++) {
      values.add(vectors[row * dimension + i] - initial(hash, i));
    }
    for (int i = 0; i < extras; i++) {
      values.add(extra(row, i));
    }
    return ParameterRow.newBuilder()
        .setModel(EmbeddingModel.MODEL)
        .setTable(table)
        .setKey(key(row))
        .setValues(values)
        .build();
  }

  private void reset(int row) {
    if ((row + 1) * dimension > vectors.length) {
      vectors = Arrays.copyOf(vectors, vectors.length * 2);
      extra = Arrays.copyOf(extra, extra.length * 2);
    }
    long hash = SeededRows.hash(key(row));
    for (int i = 0; i < dimension; i++) {
      vectors[row * dimension + i] = initial(hash, i);
    }
    if (scale != 0) {
      keepInitials(row);
    }
    for (int i = 0; i < extras; i++) {
      setExtra(row, i, 0);
    }
  }

  private void keepInitials(int row) {
    if (initials.length < vectors.length) {
      initials = Arrays.copyOf(initials, vectors.length);
    }
    System.arraycopy(vectors, row * dimension, initials, row * dimension, dimension);
  }

  private float initial(long hash, int column) {
    return scale == 0 ? 0 : (float) (SeededRows.uniform(seed, hash, column) * scale);
  }
}
