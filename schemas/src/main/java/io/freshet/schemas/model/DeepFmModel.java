package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * DeepFM with two heads k, click and conversion, on a shared bottom. A candidate has one value per
 * {@link DeepFmField} f, with the row (w_f ∈ ℝ², v_f ∈ ℝᵈ), dense features x and a position:
 *
 * <pre>
 *   logit_k = b_k + w_position,k + Σ_f w_f,k + Σ_i w_i,k xᵢ + Σ_{f &lt; g} ⟨v_f, v_g⟩ + MLP_k([v; x])
 * </pre>
 *
 * p_k = σ(logit_k). A value that nothing was learned of has w = v = 0. The forward pass is plain
 * Java over rows: whoever scores needs no engine.
 *
 * <p>Source: Guo et al., "DeepFM: A Factorization-Machine based Neural Network for CTR Prediction",
 * IJCAI 2017, equations 2 to 4; the FM term in linear time: Rendle, "Factorization Machines", ICDM
 * 2010, lemma 3.1; the position beside the network: Zhao et al., "Recommending What Video to Watch
 * Next", RecSys 2019, section 4.3.
 */
public final class DeepFmModel implements RankingModel {
  public static final String MODEL = "deep-fm";
  public static final int CLICK = 0;
  public static final int CONVERSION = 1;
  public static final int HEADS = 2;

  /** Positions from this one on are one. */
  public static final int POSITIONS = 50;

  private static final double EMBEDDING_SCALE = 0.05;
  private static final String EVIDENCE = "residuals";

  private final DeepFmConfig config;
  private final SeededRows[] fields = new SeededRows[DeepFmField.COUNT];
  private final SeededRows linear;
  private final SeededRows evidence;
  private final DeepFmNetwork network;
  private final Map<String, SeededRows> tables = new LinkedHashMap<>();
  private final int inputs;
  private final int firstPosition;
  private final float[] x;
  private final float[] logits = new float[HEADS];
  private final int[] rows = new int[DeepFmField.COUNT];

  /**
   * @param features names of the dense features, in order
   */
  public DeepFmModel(DeepFmConfig config, List<String> features) {
    this.config = config;
    for (DeepFmField field : DeepFmField.values()) {
      fields[field.ordinal()] = embeddings(field);
    }
    linear = new SeededRows(MODEL, "linear", HEADS, HEADS, 0, config.seed());
    linear.fix(linearNames(features));
    firstPosition = features.size();
    evidence = new SeededRows(MODEL, "evidence", 1, 1, 0, config.seed());
    evidence.fix(List.of(EVIDENCE));
    List<String> names = inputNames(features);
    inputs = names.size();
    x = new float[inputs];
    network = new DeepFmNetwork(MODEL, names, config.hidden(), HEADS, config.seed());
    List.of(fields).forEach(this::register);
    List.of(linear, evidence).forEach(this::register);
    network.layers().forEach(this::register);
  }

  /** The ranker: {@link RankingFeatures} in their order. */
  public static DeepFmModel ranker(DeepFmConfig config) {
    return new DeepFmModel(config, RankingFeatures.NAMES);
  }

  @Override
  public String model() {
    return MODEL;
  }

  public DeepFmConfig config() {
    return config;
  }

  /** The rows (w_f, v_f) of a field's values. */
  public SeededRows rows(DeepFmField field) {
    return fields[field.ordinal()];
  }

  /** The rows w_i of dense features, in their order, w_position and b. */
  public SeededRows linear() {
    return linear;
  }

  /** One row: its only G is the evidence. */
  public SeededRows evidenceRows() {
    return evidence;
  }

  public DeepFmNetwork network() {
    return network;
  }

  /** Length of the network's input [v; x]. */
  public int inputs() {
    return inputs;
  }

  /** Number of dense features. */
  public int features() {
    return firstPosition;
  }

  /** The row of a position in {@link #linear}. */
  public int positionRow(int position) {
    return firstPosition + Math.min(position, POSITIONS);
  }

  /** The row of the biases in {@link #linear}. */
  public int biasRow() {
    return positionRow(POSITIONS) + 1;
  }

  @Override
  public void score(RankingInput input, double[] logOdds) {
    for (int i = 0; i < input.size(); i++) {
      logOdds[i] = logOdds(logits(input, i), 0);
    }
  }

  /**
   * What lists are ordered by.
   *
   * @param logits of each head for one candidate, from {@code offset} on
   */
  public double logOdds(float[] logits, int offset) {
    if (config.conversionWeight() == 0) {
      return logits[offset + CLICK];
    }
    double click = LogisticModel.sigmoid(logits[offset + CLICK]);
    double conversion = LogisticModel.sigmoid(logits[offset + CONVERSION]);
    double p = click + config.conversionWeight() * (conversion - click);
    return Math.log(p / (1 - p));
  }

  /** Finds the row of a candidate's value in each field. */
  public void find(RankingInput input, int candidate, int[] into) {
    for (DeepFmField field : DeepFmField.values()) {
      String value = field.value(input, candidate);
      into[field.ordinal()] = value.isEmpty() ? SeededRows.ABSENT : rows(field).find(value);
    }
  }

  /** None: what a feature adds depends on all others. */
  @Override
  public List<String> parts() {
    return List.of();
  }

  @Override
  public void contribute(RankingInput input, int candidate, double[] sums) {}

  /** The logit of each head for one candidate; overwritten by the next call. */
  public float[] logits(RankingInput input, int candidate) {
    find(input, candidate, rows);
    float[] features = input.features(candidate);
    gather(rows, features, x, 0);
    wide(rows, features, positionRow(input.position(candidate)), logits, 0);
    float[] deep = network.forward(x);
    for (int k = 0; k < HEADS; k++) {
      logits[k] += deep[k];
    }
    return logits;
  }

  /**
   * Writes the network's input [v; x].
   *
   * @param row of each field's value; {@link SeededRows#ABSENT} counts as zeros
   */
  public void gather(int[] row, float[] features, float[] into, int offset) {
    int size = config.embeddingSize();
    int at = offset;
    for (int f = 0; f < fields.length; f++) {
      for (int i = 0; i < size; i++) {
        into[at + i] = 0;
      }
      if (row[f] != SeededRows.ABSENT) {
        System.arraycopy(fields[f].weights(), row[f] * (HEADS + size) + HEADS, into, at, size);
      }
      at += size;
    }
    System.arraycopy(features, 0, into, at, firstPosition);
  }

  /** Writes the part of the logits that is not the network's. */
  public void wide(int[] row, float[] features, int position, float[] into, int offset) {
    double pairs = pairs(row);
    float[] w = linear.weights();
    for (int k = 0; k < HEADS; k++) {
      double sum = pairs + w[biasRow() * HEADS + k] + w[position * HEADS + k];
      for (int f = 0; f < fields.length; f++) {
        sum +=
            row[f] == SeededRows.ABSENT ? 0 : fields[f].weights()[row[f] * fields[f].width() + k];
      }
      for (int i = 0; i < firstPosition; i++) {
        sum += w[i * HEADS + k] * features[i];
      }
      into[offset + k] = (float) sum;
    }
  }

  /** Σ_{f < g} ⟨v_f, v_g⟩ = ½ Σ_i ((Σ_f v_f,i)² − Σ_f v_f,i²). */
  private double pairs(int[] row) {
    double pairs = 0;
    for (int i = HEADS; i < HEADS + config.embeddingSize(); i++) {
      double sum = 0;
      double squares = 0;
      for (int f = 0; f < fields.length; f++) {
        if (row[f] != SeededRows.ABSENT) {
          float v = fields[f].weights()[row[f] * fields[f].width() + i];
          sum += v;
          squares += v * v;
        }
      }
      pairs += sum * sum - squares;
    }
    return pairs / 2;
  }

  @Override
  public double evidence() {
    return evidence.squares()[0];
  }

  @Override
  public float weight(int feature) {
    return linear.weights()[feature * HEADS + CLICK];
  }

  @Override
  public void apply(ParameterRow row) {
    SeededRows table = tables.get(row.getTable());
    if (table != null) {
      table.apply(row);
    }
  }

  @Override
  public void add(RowDelta delta) {
    SeededRows table = tables.get(delta.getTable());
    if (table != null) {
      table.add(delta);
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    tables.values().forEach(table -> table.forEachRow(consumer));
  }

  private SeededRows embeddings(DeepFmField field) {
    int size = config.embeddingSize();
    String table = field.label() + "-" + size;
    return new SeededRows(MODEL, table, HEADS + size, HEADS, EMBEDDING_SCALE, config.seed());
  }

  private void register(SeededRows table) {
    tables.put(table.table(), table);
  }

  private static List<String> linearNames(List<String> features) {
    List<String> names = new ArrayList<>(features);
    for (int position = 0; position <= POSITIONS; position++) {
      names.add("position-" + position);
    }
    names.add("biases");
    return names;
  }

  private List<String> inputNames(List<String> features) {
    List<String> names = new ArrayList<>();
    for (DeepFmField field : DeepFmField.values()) {
      for (int i = 0; i < config.embeddingSize(); i++) {
        names.add(field.label() + "." + i);
      }
    }
    names.addAll(features);
    return names;
  }
}
