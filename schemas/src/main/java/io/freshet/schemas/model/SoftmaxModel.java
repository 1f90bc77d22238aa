package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Multinomial logistic (softmax) regression over hashed features: p(c | x) = exp(s_c) / Σ exp(s_d)
 * with s_c = b_c + Σ w_{i,c} xᵢ. Classes are discovered: a class has an index from the first row or
 * label that names it. Table {@value #WEIGHTS}: the sparse row of a feature holds (w, G) per class,
 * where G is AdaGrad's sum of squared gradients; the key {@value #BIAS} is b.
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12 (2011), for G.
 */
public final class SoftmaxModel implements ModelView {
  public static final String WEIGHTS = "weights";
  public static final String BIAS = "bias";

  /** Feature number of the bias; hashed features are 0 or more. */
  public static final int BIAS_FEATURE = -1;

  private static final String PREFIX = "text-";

  private final String task;
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> labelIndex = new HashMap<>();
  private final Map<Integer, float[]> rows = new HashMap<>();

  public SoftmaxModel(String task) {
    this.task = task;
  }

  /** The name under which the rows of a task's classifier go: {@code text-<task>}. */
  public static String modelName(String task) {
    return PREFIX + task;
  }

  public String task() {
    return task;
  }

  @Override
  public String model() {
    return modelName(task);
  }

  /** The classes known so far, in the order of their indices. */
  public List<String> labels() {
    return labels;
  }

  /** The index of a class, given on first sight. */
  public int labelIndex(String label) {
    return labelIndex.computeIfAbsent(
        label,
        added -> {
          labels.add(added);
          return labels.size() - 1;
        });
  }

  /**
   * Class probabilities in the order of {@link #labels()}; empty before the first class is known.
   */
  public double[] predict(int[] features, float[] values) {
    double[] scores = new double[labels.size()];
    addScores(BIAS_FEATURE, 1, scores);
    for (int i = 0; i < features.length; i++) {
      addScores(features[i], values[i], scores);
    }
    return softmax(scores);
  }

  public float weight(int feature, int label) {
    return value(feature, 2 * label);
  }

  public float squaredGradients(int feature, int label) {
    return value(feature, 2 * label + 1);
  }

  /** Sets (w, G) of a feature and class. */
  public void set(int feature, int label, float weight, float squaredGradients) {
    float[] row = rows.get(feature);
    if (row == null || row.length < 2 * label + 2) {
      row =
          row == null
              ? new float[2 * Math.max(labels.size(), label + 1)]
              : Arrays.copyOf(row, 2 * label + 2);
      rows.put(feature, row);
    }
    row[2 * label] = weight;
    row[2 * label + 1] = squaredGradients;
  }

  /** Number of features with a row. */
  public int size() {
    return rows.size();
  }

  public static String key(int feature) {
    return feature == BIAS_FEATURE ? BIAS : Integer.toString(feature);
  }

  public static int feature(String key) {
    return key.equals(BIAS) ? BIAS_FEATURE : Integer.parseInt(key);
  }

  @Override
  public void apply(ParameterRow row) {
    int feature = feature(row.getKey());
    rows.remove(feature);
    for (int i = 0; i < row.getColumns().size(); i++) {
      set(
          feature,
          labelIndex(row.getColumns().get(i)),
          row.getValues().get(2 * i),
          row.getValues().get(2 * i + 1));
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    rows.forEach((feature, row) -> consumer.accept(row(feature, row)));
  }

  private ParameterRow row(int feature, float[] row) {
    List<Float> values = new ArrayList<>(row.length);
    for (float value : row) {
      values.add(value);
    }
    return ParameterRow.newBuilder()
        .setModel(model())
        .setTable(WEIGHTS)
        .setKey(key(feature))
        .setColumns(List.copyOf(labels.subList(0, row.length / 2)))
        .setValues(values)
        .build();
  }

  private void addScores(int feature, float x, double[] scores) {
    float[] row = rows.get(feature);
    if (row != null) {
      for (int label = 0; 2 * label < row.length; label++) {
        scores[label] += row[2 * label] * x;
      }
    }
  }

  private float value(int feature, int index) {
    float[] row = rows.get(feature);
    return row == null || index >= row.length ? 0 : row[index];
  }

  private static double[] softmax(double[] scores) {
    double max = Arrays.stream(scores).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - max);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }
}
