package io.freshet.learner;

import io.freshet.schemas.model.EmbeddingConfig;
import io.freshet.schemas.model.EmbeddingContent;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.EmbeddingRows;
import io.freshet.schemas.model.EmbeddingSum;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Learns {@link EmbeddingModel} by sampled softmax: of the next item and the example's negatives,
 * with the scores sᵢ and q(i) = (count of i + 1) / Σ counts, how often i is drawn as a negative,
 *
 * <pre>  pᵢ ∝ exp(sᵢ − log q(i)),  ∂/∂sᵢ = pᵢ − [i is the next item]  </pre>
 *
 * The gradients go through the output vectors to the user's vector and on to the input vectors of
 * the history. An item that is in the history already, or that nobody with a history came to, is
 * only counted.
 *
 * <p>Source: Jean, Cho, Memisevic, Bengio, "On Using Very Large Target Vocabulary for Neural
 * Machine Translation", ACL 2015, section 3, for sampled softmax; Yi et al., "Sampling-Bias-
 * Corrected Neural Modeling for Large Corpus Item Recommendations", RecSys 2019, for − log q.
 */
public final class EmbeddingLearner implements Learner {
  /** What changes a probability by less is not learned. */
  private static final double LEAST_GRADIENT = 1e-4;

  private final EmbeddingConfig config;
  private final EmbeddingModel model;
  private final NextItemValidation validation;
  private final EmbeddingRowDeltas itemsIn;
  private final EmbeddingRowDeltas itemsOut;
  private final EmbeddingRowDeltas termsIn;
  private final EmbeddingRowDeltas termsOut;
  private final List<EmbeddingRowDeltas> tables;
  private final EmbeddingContentDeltas content;
  private final EmbeddingSum itemGradients = new EmbeddingSum();
  private final EmbeddingSum termGradients = new EmbeddingSum();
  private final float[] userGradient;
  private int[] sample = new int[64];
  private double[] probabilities = new double[64];
  private int sampleSize;

  /**
   * @param validationShare share of the examples that the model is validated on, in [0, 1]
   */
  public EmbeddingLearner(EmbeddingConfig config, double validationShare) {
    this.config = config;
    this.model = new EmbeddingModel(config);
    this.validation = new NextItemValidation(EmbeddingModel.MODEL, validationShare);
    this.itemsIn = deltas(model.itemsIn());
    this.itemsOut = deltas(model.itemsOut());
    this.termsIn = deltas(model.termsIn());
    this.termsOut = deltas(model.termsOut());
    this.tables = List.of(itemsIn, itemsOut, termsIn, termsOut);
    this.content = new EmbeddingContentDeltas(model.content());
    this.userGradient = new float[config.dimension()];
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.NEXT_ITEM;
  }

  @Override
  public void learn(Example example) {
    String item = example.getItem().orElseThrow();
    long ingestTime = example.getIngestTime();
    content.describe(item, example.getTerms(), ingestTime);
    validation.count(example, (k, accept) -> list(example, k, accept));
    double weight = example.getWeight() * example.getType().map(config.events()::of).orElse(1.0);
    if (weight > 0) {
      if (!isKnown(item, example.getHistory())
          && model.look(example.getHistory(), example.getEventTime())) {
        draw(item, example.getNegatives());
        learn(weight, ingestTime);
      }
      itemsOut.add(model.learned(item), EmbeddingRows.COUNT, weight, ingestTime);
    }
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    tables.forEach(table -> table.flush(sink));
    content.flush(sink);
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    if (table.equals(EmbeddingModel.CONTENT)) {
      return content.pending(key);
    }
    for (EmbeddingRowDeltas rows : tables) {
      if (rows.table().equals(table)) {
        return rows.pending(key);
      }
    }
    return Optional.empty();
  }

  /** A row that is removed while it is being learned begins anew instead. */
  @Override
  public void apply(ParameterRow row, List<RowDelta> notMerged) {
    Optional<RowDelta> pending = pending(row.getTable(), row.getKey());
    if (row.getValues().isEmpty() && pending.isPresent()) {
      Learner.super.apply(zeros(row, pending.get()), notMerged);
    } else {
      Learner.super.apply(row, notMerged);
    }
  }

  @Override
  public Validation<?> validation() {
    return validation.validation();
  }

  private List<ScoredItem> list(Example example, int k, Predicate<String> accept) {
    return model
        .user(example.getHistory(), example.getEventTime())
        .map(user -> model.top(user, k, accept))
        .orElse(List.of());
  }

  /** The next item, then the negatives. */
  private void draw(String item, List<String> negatives) {
    if (sample.length <= negatives.size()) {
      sample = new int[2 * negatives.size() + 1];
      probabilities = new double[sample.length];
    }
    sampleSize = 0;
    sample[sampleSize++] = model.learned(item);
    for (String negative : negatives) {
      if (!negative.equals(item)) {
        sample[sampleSize++] = model.learned(negative);
      }
    }
  }

  private void learn(double weight, long ingestTime) {
    float[] user = model.tower().user();
    predict(user);
    itemGradients.clear();
    termGradients.clear();
    for (int i = 0; i < sampleSize; i++) {
      double gradient = weight * (probabilities[i] - (i == 0 ? 1 : 0));
      if (Math.abs(gradient) > LEAST_GRADIENT) {
        addGradient(sample[i], gradient);
        itemsOut.add(sample[i], EmbeddingRows.BIAS, -config.biasRate() * gradient, ingestTime);
      }
    }
    Arrays.fill(userGradient, 0);
    itemGradients.addTo(userGradient, model.itemsOut());
    termGradients.addTo(userGradient, model.termsOut());
    itemsOut.step(itemGradients, user, ingestTime);
    termsOut.step(termGradients, user, ingestTime);
    itemsIn.step(model.tower().items(), userGradient, ingestTime);
    termsIn.step(model.tower().terms(), userGradient, ingestTime);
  }

  private void addGradient(int item, double gradient) {
    itemGradients.add(item, gradient);
    int[] terms = model.content().of(item);
    for (int term : terms) {
      termGradients.add(term, gradient * EmbeddingContent.weight(terms));
    }
  }

  /** The softmax over the sample. */
  private void predict(float[] user) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < sampleSize; i++) {
      probabilities[i] = model.score(user, sample[i]) - (config.logQ() ? logQ(sample[i]) : 0);
      largest = Math.max(largest, probabilities[i]);
    }
    double sum = 0;
    for (int i = 0; i < sampleSize; i++) {
      probabilities[i] = Math.exp(probabilities[i] - largest);
      sum += probabilities[i];
    }
    for (int i = 0; i < sampleSize; i++) {
      probabilities[i] /= sum;
    }
  }

  private double logQ(int item) {
    EmbeddingRows rows = model.itemsOut();
    double count = Math.max(0, rows.extra(item, EmbeddingRows.COUNT));
    return Math.log((count + 1) / Math.max(1, rows.total()));
  }

  private EmbeddingRowDeltas deltas(EmbeddingRows rows) {
    return new EmbeddingRowDeltas(rows, config.rate(), config.maxNorm());
  }

  private static boolean isKnown(String item, List<HistoryEntry> history) {
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).getItem().equals(item)) {
        return true;
      }
    }
    return false;
  }

  private static ParameterRow zeros(ParameterRow row, RowDelta like) {
    List<Float> zeros = Collections.nCopies(like.getValues().size(), 0f);
    return ParameterRow.newBuilder(row).setColumns(like.getColumns()).setValues(zeros).build();
  }
}
