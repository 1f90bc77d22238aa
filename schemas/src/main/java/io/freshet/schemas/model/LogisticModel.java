package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.function.Consumer;

/**
 * Logistic regression with FTRL-proximal weights: p = σ(Σ wᵢ xᵢ), where a weight is made from the
 * additive row (zᵢ, nᵢ) as
 *
 * <pre>  wᵢ = 0 if |zᵢ| ≤ λ₁, else −(zᵢ − sgn(zᵢ) λ₁) / ((β + √nᵢ) / α + λ₂)  </pre>
 *
 * Source: McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm 1.
 * Table {@value #WEIGHTS}: the dense row (z, n) per feature name. Features are addressed by index;
 * {@link #index} gives a name its index.
 */
public final class LogisticModel implements RankingModel {
  public static final String MODEL = "ranker";
  public static final String WEIGHTS = "weights";
  private static final int Z = 0;
  private static final int N = 1;
  private static final int W = 2;

  private final String model;
  private final FtrlConfig config;
  private final RowTable rows = new RowTable(3);

  /**
   * @param names features that get the indices 0, 1, 2, …
   */
  public LogisticModel(String model, FtrlConfig config, List<String> names) {
    this.model = model;
    this.config = config;
    names.forEach(rows::findOrCreate);
  }

  /** The ranker: {@link RankingFeatures} in their order. */
  public static LogisticModel ranker(FtrlConfig config) {
    return new LogisticModel(MODEL, config, RankingFeatures.NAMES);
  }

  @Override
  public String model() {
    return model;
  }

  /** The index of a feature, given on first sight. */
  public int index(String name) {
    return rows.findOrCreate(name);
  }

  public String name(int index) {
    return String.valueOf(rows.key(index));
  }

  @Override
  public void score(RankingInput input, double[] logOdds) {
    for (int i = 0; i < input.size(); i++) {
      logOdds[i] = margin(input.features(i));
    }
  }

  @Override
  public double evidence() {
    return n(RankingFeatures.BIAS.ordinal());
  }

  /** p for a dense example: feature i has the value x[i]. */
  public double predict(float[] x) {
    return sigmoid(margin(x));
  }

  /** w·x of a dense example. */
  public double margin(float[] x) {
    double margin = 0;
    for (int i = 0; i < x.length; i++) {
      margin += rows.get(i, W) * x[i];
    }
    return margin;
  }

  /** p for a sparse example: feature indices[i] has the value values[i]. */
  public double predict(int[] indices, float[] values) {
    double margin = 0;
    for (int i = 0; i < indices.length; i++) {
      margin += rows.get(indices[i], W) * values[i];
    }
    return sigmoid(margin);
  }

  public float z(int index) {
    return rows.get(index, Z);
  }

  public float n(int index) {
    return rows.get(index, N);
  }

  @Override
  public float weight(int index) {
    return rows.get(index, W);
  }

  /** Sets (z, n) of a feature, and with it its weight. */
  public void set(int index, float z, float n) {
    rows.set(index, Z, z);
    rows.set(index, N, n);
    rows.set(index, W, (float) weight(z, n));
  }

  /** Number of features that have an index. */
  public int size() {
    return rows.bound();
  }

  @Override
  public void add(RowDelta delta) {
    int index = index(delta.getKey());
    set(
        index,
        (float) (z(index) + delta.getValues().get(Z)),
        (float) (n(index) + delta.getValues().get(N)));
  }

  @Override
  public void apply(ParameterRow row) {
    int index = index(row.getKey());
    boolean removed = row.getValues().isEmpty();
    set(index, removed ? 0 : row.getValues().get(Z), removed ? 0 : row.getValues().get(N));
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    for (int index = 0; index < size(); index++) {
      if (n(index) != 0) {
        consumer.accept(
            ParameterRow.newBuilder()
                .setModel(model)
                .setTable(WEIGHTS)
                .setKey(name(index))
                .setValues(List.of(z(index), n(index)))
                .build());
      }
    }
  }

  private double weight(double z, double n) {
    if (Math.abs(z) <= config.l1()) {
      return 0;
    }
    return -(z - Math.signum(z) * config.l1())
        / ((config.beta() + Math.sqrt(n)) / config.alpha() + config.l2());
  }

  public static double sigmoid(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }
}
