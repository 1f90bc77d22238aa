package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Multinomial logistic (softmax) regression over hashed features and the vector of a text: p(c | x)
 * = exp(s_c) / Σ exp(s_d) with s_c = o_c + b_c + Σ w_{i,c} xᵢ, where the offset o_c comes with the
 * text and is not learned. Classes are discovered: a class has an index from the first row, label
 * or offset that names it. Table {@value #WEIGHTS}: the sparse row of a feature holds (w, G) per
 * class, where G is AdaGrad's sum of squared gradients; the key {@value #BIAS} is b. One row per
 * encoder, {@link TextEmbeddings}, holds those of all components of its vectors. The key {@value
 * #COUNTS} holds (n, 0) per class, the sum of the weights of its labels; as a float it stands still
 * from 2^24 on.
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12 (2011), for G.
 */
public final class SoftmaxModel implements ModelView {
  public static final String WEIGHTS = "weights";
  public static final String BIAS = "bias";

  /** Feature number of the bias; hashed features are 0 or more. */
  public static final int BIAS_FEATURE = -1;

  /** Key of the row that counts labels. */
  public static final String COUNTS = "counts";

  /** Number of {@link #COUNTS}; no text has such a feature. */
  public static final int COUNTS_FEATURE = -2;

  /** A class weighs at most so much: AdaGrad would never move again after a step much larger. */
  public static final double MAX_CLASS_WEIGHT = 10;

  private static final String PREFIX = "text-";

  private static final float[] NO_VECTOR = new float[0];

  private final String task;
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> labelIndex = new HashMap<>();
  private final IntRowTable rows = new IntRowTable(4);
  private final TextEmbeddings embeddings = new TextEmbeddings();

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
          rows.widen(2 * labels.size());
          return labels.size() - 1;
        });
  }

  /**
   * Class probabilities in the order of {@link #labels()}; empty before the first class is known.
   *
   * @param embeddingKey of the row that goes with the vector, if there is one
   */
  public double[] predict(
      int[] features,
      float[] values,
      String embeddingKey,
      float[] vector,
      Map<String, Float> offsets) {
    double[] scores = begin(offsets);
    addScores(rows.find(BIAS_FEATURE), 1, scores);
    for (int i = 0; i < features.length; i++) {
      addScores(rows.find(features[i]), values[i], scores);
    }
    EmbeddingWeights learned = embeddings.find(embeddingKey);
    if (learned != null) {
      learned.addScores(vector, scores);
    }
    Softmax.apply(scores);
    return scores;
  }

  /** {@link #predict(int[], float[], String, float[], Map)} of n-grams alone. */
  public double[] predict(int[] features, float[] values) {
    return predict(features, values, "", NO_VECTOR, Map.of());
  }

  /** The scores that classes begin with; a class that is only known from them has its index now. */
  public double[] begin(Map<String, Float> offsets) {
    offsets.keySet().forEach(this::labelIndex);
    double[] scores = new double[labels.size()];
    offsets.forEach((label, offset) -> scores[labelIndex(label)] = offset);
    return scores;
  }

  /** The weights of the vectors of texts. */
  public TextEmbeddings embeddings() {
    return embeddings;
  }

  /** The number of a feature's row in this view, given on first sight. */
  public int row(int feature) {
    return rows.findOrCreate(feature);
  }

  /** The feature of a row. */
  public int featureOf(int row) {
    return rows.key(row);
  }

  /** Adds the first {@code count} rows to scores; the bias counts only if it is among them. */
  public void addScores(int[] row, float[] values, int count, double[] scores) {
    for (int i = 0; i < count; i++) {
      addScores(row[i], values[i], scores);
    }
  }

  /** How far the weight of a feature for a class exceeds the mean of all classes. */
  public double lead(int feature, int label) {
    double mean = 0;
    for (int c = 0; c < labels.size(); c++) {
      mean += weight(feature, c) / labels.size();
    }
    return weight(feature, label) - mean;
  }

  public float weightAt(int row, int label) {
    return rows.get(row, 2 * label);
  }

  public float squaredGradientsAt(int row, int label) {
    return rows.get(row, 2 * label + 1);
  }

  /** Sets (w, G) of a row and class. */
  public void setAt(int row, int label, float weight, float squaredGradients) {
    rows.set(row, 2 * label, weight);
    rows.set(row, 2 * label + 1, squaredGradients);
  }

  public float weight(int feature, int label) {
    int row = rows.find(feature);
    return row == RowTable.ABSENT ? 0 : weightAt(row, label);
  }

  public float squaredGradients(int feature, int label) {
    int row = rows.find(feature);
    return row == RowTable.ABSENT ? 0 : squaredGradientsAt(row, label);
  }

  /** Sets (w, G) of a feature and class. */
  public void set(int feature, int label, float weight, float squaredGradients) {
    setAt(row(feature), label, weight, squaredGradients);
  }

  /**
   * How much an example of a class weighs: (Σ n / (K n_c))^balance, at most {@value
   * #MAX_CLASS_WEIGHT}, with the counts n of the labels so far and the number K of classes that
   * were counted. With a balance of 1 and below that bound all classes weigh the same in sum, and
   * an example weighs 1 in the mean.
   */
  public double classWeight(int label, double balance) {
    float count = weight(COUNTS_FEATURE, label);
    if (balance == 0 || count == 0) {
      return 1;
    }
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < labels.size(); c++) {
      float other = weight(COUNTS_FEATURE, c);
      sum += other;
      classes += other > 0 ? 1 : 0;
    }
    return Math.min(MAX_CLASS_WEIGHT, Math.pow(sum / (classes * count), balance));
  }

  /** Number of rows. */
  public int size() {
    return rows.size();
  }

  public static String key(int feature) {
    return switch (feature) {
      case BIAS_FEATURE -> BIAS;
      case COUNTS_FEATURE -> COUNTS;
      default -> Integer.toString(feature);
    };
  }

  public static int feature(String key) {
    return switch (key) {
      case BIAS -> BIAS_FEATURE;
      case COUNTS -> COUNTS_FEATURE;
      default -> Integer.parseInt(key);
    };
  }

  @Override
  public void add(RowDelta delta) {
    if (TextEmbeddings.isKey(delta.getKey())) {
      embeddings.add(delta.getKey(), delta.getColumns(), delta.getValues(), this::labelIndex);
      return;
    }
    int row = row(feature(delta.getKey()));
    for (int i = 0; i < delta.getColumns().size(); i++) {
      int label = labelIndex(delta.getColumns().get(i));
      setAt(
          row,
          label,
          (float) (weightAt(row, label) + delta.getValues().get(2 * i)),
          (float) (squaredGradientsAt(row, label) + delta.getValues().get(2 * i + 1)));
    }
  }

  @Override
  public void apply(ParameterRow row) {
    if (TextEmbeddings.isKey(row.getKey())) {
      embeddings.remove(row.getKey());
      embeddings.add(row.getKey(), row.getColumns(), row.getValues(), this::labelIndex);
      return;
    }
    int number = row(feature(row.getKey()));
    rows.clear(number);
    for (int i = 0; i < row.getColumns().size(); i++) {
      setAt(
          number,
          labelIndex(row.getColumns().get(i)),
          row.getValues().get(2 * i),
          row.getValues().get(2 * i + 1));
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    for (int row = 0; row < rows.size(); row++) {
      ParameterRow parameters = row(rows.key(row), row);
      if (!parameters.getValues().isEmpty()) {
        consumer.accept(parameters);
      }
    }
    embeddings.forEach(
        labels, (key, columns, values) -> consumer.accept(row(key, columns, values)));
  }

  private ParameterRow row(int feature, int row) {
    List<String> columns = new ArrayList<>(labels.size());
    List<Float> values = new ArrayList<>(2 * labels.size());
    for (int label = 0; label < labels.size(); label++) {
      if (weightAt(row, label) != 0 || squaredGradientsAt(row, label) != 0) {
        columns.add(labels.get(label));
        values.add(weightAt(row, label));
        values.add(squaredGradientsAt(row, label));
      }
    }
    return row(key(feature), columns, values);
  }

  private ParameterRow row(String key, List<String> columns, List<Float> values) {
    return ParameterRow.newBuilder()
        .setModel(model())
        .setTable(WEIGHTS)
        .setKey(key)
        .setColumns(columns)
        .setValues(values)
        .build();
  }

  private void addScores(int row, float x, double[] scores) {
    if (row != RowTable.ABSENT) {
      for (int label = 0; label < scores.length; label++) {
        scores[label] += rows.get(row, 2 * label) * x;
      }
    }
  }
}
