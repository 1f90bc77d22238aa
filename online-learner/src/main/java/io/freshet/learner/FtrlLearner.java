package io.freshet.learner;

import io.freshet.learner.optimiser.Optimiser;
import io.freshet.learner.optimiser.Optimisers;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.WeightRows;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Logistic regression, by FTRL-proximal or another {@link Optimiser}. For an example (x, y) with p
 * = σ(w·x) each weight takes a step with the gradient
 *
 * <pre>  gᵢ = (p − y) xᵢ  </pre>
 *
 * An importance weight multiplies g.
 *
 * <p>A served list is one choice among its candidates c: with y_c of the chosen ones 1,
 *
 * <pre>  gᵢ = Σ_c (q_c Σ_d y_d − y_c) x_{c,i},  q_c = e^{w·x_c} / Σ_d e^{w·x_d}  </pre>
 *
 * for all features but the bias, which learns from every candidate with p, as above. So a weight
 * says what is preferred within a list. Taken candidate by candidate it would also tell lists with
 * a choice from lists without, and order the candidates by that.
 *
 * <p>Source: McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm
 * 1; down-weighted negatives: section 4.6. McFadden, "Conditional Logit Analysis of Qualitative
 * Choice Behavior", 1974, for lists.
 */
public final class FtrlLearner implements Learner {
  private static final int BIAS = RankingFeatures.BIAS.ordinal();

  private final double negativeWeight;
  private final LogisticModel model;
  private final WeightRows rows;
  private final Optimiser optimiser;
  private final Validation<ProbabilityMetrics> validation =
      new Validation<>(LogisticModel.MODEL, "ranking", new RankerFigures());
  private final ListChoice choice = new ListChoice();
  private final CrossGradient crossGradient = new CrossGradient();
  private final ExampleInput input = new ExampleInput();

  /** The indices of the ranker's features. */
  private final int[] dense = IntStream.rangeClosed(0, RankingFeatures.NAMES.size()).toArray();

  /** Newest ingest time of the examples since the last flush. */
  private long ingestTime;

  /** The ranker. */
  public static FtrlLearner ranker(LogisticConfig config, double negativeWeight) {
    return new FtrlLearner(LogisticModel.ranker(config), config, negativeWeight);
  }

  /**
   * @param model view that it owns from now on
   * @param negativeWeight factor on the weight of candidates that were not chosen
   */
  public FtrlLearner(LogisticModel model, LogisticConfig config, double negativeWeight) {
    this.model = model;
    this.rows = model.rows();
    this.optimiser = Optimisers.of(config);
    this.negativeWeight = negativeWeight;
  }

  @Override
  public LogisticModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.RANKING;
  }

  @Override
  public void learn(Example example) {
    ingestTime = Math.max(ingestTime, example.getIngestTime());
    choice.begin();
    crossGradient.begin();
    input.set(example);
    for (int i = 0; i < input.size(); i++) {
      float[] features = LogisticModel.rankerFeatures(input, i);
      float label = input.labels()[i];
      double weight = label > 0 ? 1 : negativeWeight;
      int[] crosses = model.crosses(input, i);
      crossGradient.add(crosses);
      double margin = model.margin(features) + model.segmentMargin(features);
      for (int cross : crosses) {
        margin += rows.weight(cross);
      }
      double p = LogisticModel.sigmoid(margin);
      validation.recent().add(p, label > 0.5f);
      choice.add(features, margin, label, weight);
      float residual = (float) ((p - label) * example.getWeight() * weight);
      optimiser.step(rows, dense, features, BIAS, BIAS + 1, residual);
    }
    float[] gradient = choice.gradient();
    optimiser.step(rows, dense, gradient, BIAS + 1, gradient.length, example.getWeight());
    if (gradient.length > 0) {
      for (int[] segment : model.segments(input.features(0))) {
        optimiser.step(rows, segment, gradient, BIAS + 1, segment.length, example.getWeight());
      }
    }
    crossGradient.step(choice.residuals(), optimiser, rows, example.getWeight());
  }

  /**
   * One step on a sparse example: feature indices[i] has values[i], i in [from, to). A feature that
   * is there twice counts twice. Returns p before the step.
   */
  public double learn(
      int[] indices, float[] values, int from, int to, double label, double weight) {
    double p = LogisticModel.sigmoid(rows.dot(indices, values, from, to));
    optimiser.step(rows, indices, values, from, to, (float) ((p - label) * weight));
    return p;
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    rows.drain(index -> sink.accept(delta(index)));
    ingestTime = 0;
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    int index = model.find(key);
    return table.equals(model.table()) && index != LogisticModel.ABSENT && rows.isChanged(index)
        ? Optional.of(delta(index))
        : Optional.empty();
  }

  @Override
  public void apply(ParameterRow row, List<RowDelta> notMerged) {
    Optional<RowDelta> pending = pending(row.getTable(), row.getKey());
    model.apply(row);
    notMerged.forEach(model::add);
    pending.ifPresent(delta -> rows.change(model.find(row.getKey()), delta.getValues()));
  }

  @Override
  public Validation<?> validation() {
    return validation;
  }

  /** What a row grew by since the last flush, with the newest ingest time of that time. */
  private RowDelta delta(int index) {
    List<Double> added = new ArrayList<>(rows.columns());
    for (int column = 0; column < rows.columns(); column++) {
      added.add(rows.added(index, column));
    }
    return Deltas.dense(model.model(), model.table(), model.key(index), added, ingestTime);
  }
}
