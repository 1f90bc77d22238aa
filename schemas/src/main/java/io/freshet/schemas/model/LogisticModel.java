package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Logistic regression: p = σ(Σ wᵢ xᵢ), where a weight is made from the additive row of its feature
 * as {@link OptimiserKind} says.
 *
 * <p>Features are addressed by index: first those that have a name, in their order, then
 * 2<sup>hashBits</sup> hashed ones. Table {@value #WEIGHTS}, or that of another {@linkplain
 * OptimiserKind#table optimiser}: one dense row per feature; the key is the feature's name, or
 * {@code #} and the hash. A row of any other feature is left alone.
 *
 * <p>Source: McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm
 * 1; Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
 */
public final class LogisticModel implements RankingModel {
  public static final String MODEL = "ranker";
  public static final String WEIGHTS = "weights";

  /** The ranker's last feature, ln(1 + position): 0 when candidates are scored. */
  public static final String POSITION = "position";

  /** No hashed features. */
  public static final int NO_HASHES = -1;

  /** Answer of {@link #find} for a feature that the model does not have. */
  public static final int ABSENT = -1;

  private static final int POSITION_INDEX = RankingFeatures.NAMES.size();
  private static final int[][] SEGMENTS = UserSegments.indices(POSITION_INDEX + 1);

  private final String model;
  private final OptimiserKind optimiser;
  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();
  private final int hashes;
  private final WeightRows rows;
  private final FeatureCrosses crosses;
  private final SegmentedWeights segmented = new SegmentedWeights(this);
  private final List<String> parts;

  /**
   * @param names features that get the indices 0, 1, 2, …
   * @param hashBits how many bits a hash has; {@link #NO_HASHES} for a model without
   */
  public LogisticModel(String model, LogisticConfig config, List<String> names, int hashBits) {
    this.model = model;
    this.optimiser = config.optimiser().kind();
    this.names = List.copyOf(names);
    this.hashes = hashBits == NO_HASHES ? 0 : 1 << hashBits;
    this.crosses = new FeatureCrosses(config.crosses().features());
    this.rows = new WeightRows(config.form(), names.size() + hashes);
    names.forEach(name -> indices.put(name, indices.size()));
    List<String> parts = new ArrayList<>(RankingFeatures.NAMES);
    parts.addAll(config.crosses().features());
    this.parts = List.copyOf(parts);
  }

  /**
   * The ranker: {@link RankingFeatures} in their order, then {@value #POSITION}, then the features
   * again for each of the segments of users that a list belongs to, by history and by session:
   * {@code <feature>@<segment>}.
   */
  public static LogisticModel ranker(LogisticConfig config) {
    List<String> names = new ArrayList<>(RankingFeatures.NAMES);
    names.add(POSITION);
    for (String segment : UserSegments.NAMES) {
      RankingFeatures.NAMES.forEach(feature -> names.add(feature + '@' + segment));
    }
    boolean crossed = !config.crosses().features().isEmpty();
    int hashBits = crossed ? config.crosses().hashBits() : NO_HASHES;
    return new LogisticModel(MODEL, config, names, hashBits);
  }

  /** For each segment that a list belongs to, the indices of the ranker's features in it. */
  public int[][] segments(float[] features) {
    return new int[][] {
      SEGMENTS[UserSegments.history(features)], SEGMENTS[UserSegments.session(features)]
    };
  }

  /** What the segments add to the margin of a candidate of the ranker. */
  public double segmentMargin(float[] features) {
    double margin = 0;
    for (int[] segment : segments(features)) {
      for (int i = 0; i < segment.length; i++) {
        margin += rows.weight(segment[i]) * features[i];
      }
    }
    return margin;
  }

  /** The ranker's features of a candidate, without those of segments. */
  public static float[] rankerFeatures(RankingInput input, int candidate) {
    float[] features = input.features(candidate);
    float[] all = Arrays.copyOf(features, features.length + 1);
    all[features.length] = (float) Math.log1p(input.position(candidate));
    return all;
  }

  @Override
  public String model() {
    return model;
  }

  /** The table of its rows. */
  public String table() {
    return optimiser.table();
  }

  /** The rows, for the learner that owns the model. */
  public WeightRows rows() {
    return rows;
  }

  /** The index of the feature that a row key names, or {@link #ABSENT}. */
  public int find(String key) {
    Integer named = indices.get(key);
    if (named != null) {
      return named;
    }
    int hash = key.startsWith("#") ? hash(key) : ABSENT;
    return hash >= 0 && hash < hashes ? names.size() + hash : ABSENT;
  }

  /** The index of a hashed feature; all but the lowest bits of the hash are ignored. */
  public int hashed(int hash) {
    return names.size() + (hash & hashes - 1);
  }

  /** The row key of a feature. */
  public String key(int index) {
    return index < names.size() ? names.get(index) : "#" + (index - names.size());
  }

  @Override
  public void score(RankingInput input, double[] logOdds) {
    segmented.forget();
    for (int i = 0; i < input.size(); i++) {
      logOdds[i] =
          segmented.margin(input.features(i))
              + positionMargin(input.position(i))
              + crossMargin(input, i);
    }
  }

  @Override
  public List<String> parts() {
    return parts;
  }

  /** Parts: w·x of each feature, with the weights of its segments, then those of the crosses. */
  @Override
  public void contribute(RankingInput input, int candidate, double[] sums) {
    float[] features = input.features(candidate);
    double[] weights = segmented.weights(features);
    for (int i = 0; i < features.length; i++) {
      sums[i] += weights[i] * features[i];
    }
    for (int i = 0; i < crosses.size(); i++) {
      sums[features.length + i] += rows.weight(hashed(crosses.hash(input, candidate, i)));
    }
  }

  /** The indices of a candidate's crosses. */
  public int[] crosses(RankingInput input, int candidate) {
    int[] indices = new int[crosses.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = hashed(crosses.hash(input, candidate, i));
    }
    return indices;
  }

  private double crossMargin(RankingInput input, int candidate) {
    double margin = 0;
    for (int i = 0; i < crosses.size(); i++) {
      margin += rows.weight(hashed(crosses.hash(input, candidate, i)));
    }
    return margin;
  }

  /** 0 at the position that candidates are scored at. */
  private double positionMargin(int position) {
    return position == 0 ? 0 : rows.weight(POSITION_INDEX) * Math.log1p(position);
  }

  /** Where a row holds a count of steps only, the variance of a choice stands for each square. */
  @Override
  public double evidence() {
    int bias = RankingFeatures.BIAS.ordinal();
    double p = sigmoid(rows.weight(bias));
    return optimiser == OptimiserKind.FTRL
        ? rows.current(bias, 1)
        : rows.current(bias, rows.columns() - 1) * (optimiser.sumsSquares() ? 1 : p * (1 - p));
  }

  /** p for a dense example: feature i has the value x[i]. */
  public double predict(float[] x) {
    return sigmoid(margin(x));
  }

  /** w·x of a dense example. */
  public double margin(float[] x) {
    double margin = 0;
    for (int i = 0; i < x.length; i++) {
      margin += rows.weight(i) * x[i];
    }
    return margin;
  }

  /** p for a sparse example: feature indices[i] has the value values[i]. */
  public double predict(int[] indices, float[] values) {
    return sigmoid(rows.dot(indices, values, 0, indices.length));
  }

  @Override
  public float weight(int index) {
    return rows.weight(index);
  }

  /** Number of features. */
  public int size() {
    return rows.size();
  }

  /** Sets the first values of a row, and with it the weight. */
  public void set(int index, float... values) {
    for (int column = 0; column < values.length; column++) {
      rows.write(index, column, values[column]);
    }
    rows.load(index);
  }

  @Override
  public void add(RowDelta delta) {
    int index = find(delta.getKey());
    if (index != ABSENT) {
      for (int column = 0; column < rows.columns(); column++) {
        double added = column < delta.getValues().size() ? delta.getValues().get(column) : 0;
        rows.write(index, column, (float) (rows.current(index, column) + added));
      }
      rows.load(index);
    }
  }

  @Override
  public void apply(ParameterRow row) {
    int index = row.getTable().equals(table()) ? find(row.getKey()) : ABSENT;
    if (index != ABSENT) {
      List<Float> values = row.getValues();
      for (int column = 0; column < rows.columns(); column++) {
        rows.write(index, column, column < values.size() ? values.get(column) : 0);
      }
      rows.load(index);
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    for (int index = 0; index < size(); index++) {
      if (!rows.isZero(index)) {
        consumer.accept(row(index));
      }
    }
  }

  private ParameterRow row(int index) {
    List<Float> values = new ArrayList<>(rows.columns());
    for (int column = 0; column < rows.columns(); column++) {
      values.add(rows.current(index, column));
    }
    return ParameterRow.newBuilder()
        .setModel(model)
        .setTable(table())
        .setKey(key(index))
        .setValues(values)
        .build();
  }

  private static int hash(String key) {
    try {
      return Integer.parseInt(key, 1, key.length(), 10);
    } catch (NumberFormatException e) {
      return ABSENT;
    }
  }

  public static double sigmoid(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }
}
