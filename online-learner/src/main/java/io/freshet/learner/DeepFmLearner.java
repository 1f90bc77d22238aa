package io.freshet.learner;

import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.model.SeededRows;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains {@link DeepFmModel} in one pass over the stream. Each list is predicted when it comes and
 * learned from in mini-batches, at the latest when deltas are handed over, so that nothing waits
 * outside a checkpoint. Values get an embedding when they are first learned from.
 *
 * <p>The bias of a head learns from every candidate, as it comes, how far p was off; so it says how
 * often candidates are chosen, while the other weights, where lists are learned from as lists, say
 * what is preferred within one. A list without a choice says nothing about that.
 */
public final class DeepFmLearner implements Learner {
  private static final DeepFmField[] FIELDS = DeepFmField.values();

  private final DeepFmConfig config;
  private final double negativeWeight;
  private final DeepFmModel model;
  private final DeepFmSteps steps;
  private final DeepFmBatch batch = new DeepFmBatch();
  private final ExampleInput input = new ExampleInput();
  private final Validation<ProbabilityMetrics> validation =
      new Validation<>(DeepFmModel.MODEL, "ranking", new RankerFigures());

  /** The ranker. */
  public static DeepFmLearner ranker(DeepFmConfig config, double negativeWeight) {
    return new DeepFmLearner(DeepFmModel.ranker(config), negativeWeight);
  }

  /**
   * @param model view that it owns from now on
   * @param negativeWeight factor on the weight of candidates that were not chosen
   */
  public DeepFmLearner(DeepFmModel model, double negativeWeight) {
    this.model = model;
    this.config = model.config();
    this.negativeWeight = negativeWeight;
    this.steps = new DeepFmSteps(model);
  }

  @Override
  public DeepFmModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.RANKING;
  }

  @Override
  public void learn(Example example) {
    input.set(example);
    boolean converted = example.getType().filter(InteractionType.PURCHASE::equals).isPresent();
    learn(input, input.labels(), converted, example.getWeight(), example.getIngestTime());
  }

  /**
   * Predicts and learns one list.
   *
   * @param labels 1 for a chosen candidate, else 0; at least as long as the list
   * @param converted whether the choice was a conversion
   */
  public void learn(
      RankingInput list, float[] labels, boolean converted, float weight, long ingestTime) {
    boolean chosen = false;
    for (int i = 0; i < list.size(); i++) {
      predict(list, i, labels[i], converted ? labels[i] : 0, weight, ingestTime);
      chosen |= labels[i] > 0;
    }
    if (chosen || !config.listwise()) {
      add(list, labels, converted);
      batch.endList(weight, ingestTime);
    }
    if (batch.size() >= config.batchSize()) {
      train();
    }
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    train();
    steps.flush(sink);
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    return steps.pending(table, key);
  }

  /** A row that is removed while it is being learned begins anew instead. */
  @Override
  public void apply(ParameterRow row, List<RowDelta> notMerged) {
    if (row.getValues().isEmpty()) {
      train();
      Optional<RowDelta> pending = pending(row.getTable(), row.getKey());
      Learner.super.apply(pending.map(delta -> zeros(row, delta)).orElse(row), notMerged);
    } else {
      Learner.super.apply(row, notMerged);
    }
  }

  @Override
  public Validation<?> validation() {
    return validation;
  }

  private void predict(
      RankingInput list, int i, float click, float conversion, float weight, long ingestTime) {
    float[] logits = model.logits(list, i);
    double p = LogisticModel.sigmoid(logits[DeepFmModel.CLICK]);
    double pConversion = LogisticModel.sigmoid(logits[DeepFmModel.CONVERSION]);
    double v = candidateWeight(click) * weight;
    validation.recent().add(p, click > 0.5f);
    steps.learnBias(DeepFmModel.CLICK, (p - click) * v, ingestTime);
    steps.learnBias(DeepFmModel.CONVERSION, (pConversion - conversion) * v, ingestTime);
  }

  private void add(RankingInput list, float[] labels, boolean converted) {
    for (int i = 0; i < list.size(); i++) {
      float weight = (float) candidateWeight(labels[i]);
      batch.add(list.features(i), model.positionRow(list.position(i)), weight);
      batch.setLabel(DeepFmModel.CLICK, labels[i]);
      batch.setLabel(DeepFmModel.CONVERSION, converted ? labels[i] : 0);
      for (DeepFmField field : FIELDS) {
        String value = field.value(list, i);
        batch.setRow(
            field, value.isEmpty() ? SeededRows.ABSENT : model.rows(field).findOrCreate(value));
      }
    }
  }

  private double candidateWeight(float label) {
    return label > 0 ? 1 : negativeWeight;
  }

  private void train() {
    if (batch.size() > 0) {
      steps.train(batch);
      batch.clear();
    }
  }

  private static ParameterRow zeros(ParameterRow row, RowDelta like) {
    List<Float> zeros = Collections.nCopies(like.getValues().size(), 0f);
    return ParameterRow.newBuilder(row).setValues(zeros).build();
  }
}
