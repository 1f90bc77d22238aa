package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Biases and factors of items or of categories, by key. A row is (h, Λ, q₁ … q_K, G₁ … G_K), all of
 * it sums:
 *
 * <ul>
 *   <li>The bias is a Gaussian belief in natural form: variance V = 1 / (1/v₀ + Λ), mean h V, where
 *       v₀ is the variance before the first rating. What two learners found out adds up.
 *   <li>q is what was learned of the factors and G AdaGrad's sum of squared gradients. A factor is
 *       q plus a small start that follows from the key, so that equal rows can grow apart.
 * </ul>
 *
 * A removed row is cleared; its number stays with its key.
 */
public final class RatingRows {
  /** Share of the range within ± which factors start. */
  private static final double START = 0.0013;

  private static final int H = 0;
  private static final int PRECISION = 1;
  private static final int FACTORS = 2;

  private final String table;
  private final int factors;
  private final int columns;
  private final double priorPrecision;
  private final RowTable rows;

  RatingRows(String table, int factors, double priorVariance) {
    this.table = table;
    this.factors = factors;
    this.columns = FACTORS + 2 * factors;
    this.priorPrecision = 1 / priorVariance;
    this.rows = new RowTable(columns + factors);
  }

  public String table() {
    return table;
  }

  /** Values of a row. */
  public int columns() {
    return columns;
  }

  /** The row of a key, or {@link RowTable#ABSENT}. */
  public int find(String key) {
    return rows.find(key);
  }

  /** The row of a key, made of nothing learned where there was none. */
  public int findOrCreate(String key) {
    int known = rows.bound();
    int row = rows.findOrCreate(key);
    if (row == known) {
      SplittableRandom random = new SplittableRandom(key.hashCode());
      for (int k = 0; k < factors; k++) {
        rows.set(row, columns + k, (float) (START * (2 * random.nextDouble() - 1)));
      }
    }
    return row;
  }

  public String key(int row) {
    return String.valueOf(rows.key(row));
  }

  /** Mean of the bias; 0 for an absent row. */
  public double bias(int row) {
    return row == RowTable.ABSENT ? 0 : rows.get(row, H) * variance(row);
  }

  /** Variance of the bias. */
  public double variance(int row) {
    return 1 / (row == RowTable.ABSENT ? priorPrecision : priorPrecision + precision(row));
  }

  /** Sets the belief about the bias to a mean and a variance of at most v₀. */
  public void setBias(int row, double mean, double variance) {
    rows.set(row, H, (float) (mean / variance));
    rows.set(row, PRECISION, (float) Math.max(0, 1 / variance - priorPrecision));
  }

  /** A factor as it is predicted with. */
  public double factor(int row, int k) {
    return (double) rows.get(row, FACTORS + k) + rows.get(row, columns + k);
  }

  /** G of a factor. */
  public double squaredGradients(int row, int k) {
    return rows.get(row, FACTORS + factors + k);
  }

  /** Moves a factor and adds a squared gradient. */
  public void step(int row, int k, double move, double squaredGradient) {
    rows.set(row, FACTORS + k, (float) (rows.get(row, FACTORS + k) + move));
    rows.set(row, FACTORS + factors + k, (float) (squaredGradients(row, k) + squaredGradient));
  }

  /** A value of the row as it is written down. */
  public float get(int row, int column) {
    return rows.get(row, column);
  }

  /** Adds x φ of a row to a vector; nothing for an absent row. */
  void addFactors(int row, double x, double[] sum, int from) {
    for (int k = 0; k < (row == RowTable.ABSENT ? 0 : factors); k++) {
      sum[from + k] += x * factor(row, k);
    }
  }

  void apply(ParameterRow parameters) {
    int row = findOrCreate(parameters.getKey());
    List<Float> values = parameters.getValues();
    for (int column = 0; column < columns; column++) {
      rows.set(row, column, column < values.size() ? values.get(column) : 0);
    }
  }

  void add(RowDelta delta) {
    int row = findOrCreate(delta.getKey());
    for (int column = 0; column < delta.getValues().size(); column++) {
      rows.set(row, column, (float) (rows.get(row, column) + delta.getValues().get(column)));
    }
  }

  void forEachRow(Consumer<ParameterRow> consumer) {
    for (int row = 0; row < rows.bound(); row++) {
      if (precision(row) != 0) {
        consumer.accept(RatingModel.row(table, key(row), List.of(), values(row)));
      }
    }
  }

  private List<Float> values(int row) {
    List<Float> values = new ArrayList<>(columns);
    for (int column = 0; column < columns; column++) {
      values.add(rows.get(row, column));
    }
    return values;
  }

  /** Λ; parallel learners that forget can bring it below 0 for a moment. */
  private float precision(int row) {
    return Math.max(0, rows.get(row, PRECISION));
  }
}
