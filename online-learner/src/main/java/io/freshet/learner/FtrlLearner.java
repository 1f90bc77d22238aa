package io.freshet.learner;

import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.RankingCandidate;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * FTRL-proximal logistic regression. For an example (x, y) with p = σ(w·x) and each i with xᵢ ≠ 0:
 *
 * <pre>  gᵢ = (p − y) xᵢ,  σᵢ = (√(nᵢ + gᵢ²) − √nᵢ) / α,  zᵢ += gᵢ − σᵢ wᵢ,  nᵢ += gᵢ²  </pre>
 *
 * and w follows from (z, n) as in {@link LogisticModel}. An importance weight multiplies g.
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

  private final double inverseAlpha;
  private final double negativeWeight;
  private final LogisticModel model;
  private final Validation<ProbabilityMetrics> validation =
      new Validation<>(LogisticModel.MODEL, "ranking", new RankerFigures());
  private final DenseDeltas deltas = new DenseDeltas(2);
  private final ListChoice choice = new ListChoice();
  private long ingestTime;

  /** The ranker. */
  public static FtrlLearner ranker(FtrlConfig config, double negativeWeight) {
    return new FtrlLearner(LogisticModel.ranker(config), config, negativeWeight);
  }

  /**
   * @param model view that it owns from now on
   * @param negativeWeight factor on the weight of candidates that were not chosen
   */
  public FtrlLearner(LogisticModel model, FtrlConfig config, double negativeWeight) {
    this.model = model;
    this.inverseAlpha = 1 / config.alpha();
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
    ingestTime = example.getIngestTime();
    choice.begin();
    for (RankingCandidate candidate : example.getCandidates()) {
      float[] features = features(candidate);
      float label = candidate.getLabel();
      double weight = label > 0 ? 1 : negativeWeight;
      double p = model.predict(features);
      validation.recent().add(p, label > 0.5f);
      choice.add(features, model.margin(features), label, weight);
      step(BIAS, (p - label) * example.getWeight() * weight * features[BIAS]);
    }
    double[] gradient = choice.gradient();
    for (int i = BIAS + 1; i < gradient.length; i++) {
      step(i, gradient[i] * example.getWeight());
    }
  }

  /** One step on a dense example: feature i has the value x[i]. Returns p before it. */
  public double learn(float[] dense, double label, double weight) {
    double p = model.predict(dense);
    double residual = (p - label) * weight;
    for (int i = 0; i < dense.length; i++) {
      step(i, residual * dense[i]);
    }
    return p;
  }

  /** One step on a sparse example: feature indices[i] has values[i]. Returns p before it. */
  public double learn(int[] indices, float[] values, double label, double weight) {
    double p = model.predict(indices, values);
    double residual = (p - label) * weight;
    for (int i = 0; i < indices.length; i++) {
      step(indices[i], residual * values[i]);
    }
    return p;
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    deltas.drain(index -> sink.accept(delta(index)));
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    int index = model.index(key);
    return deltas.isDirty(index) ? Optional.of(delta(index)) : Optional.empty();
  }

  @Override
  public Validation<?> validation() {
    return validation;
  }

  private void step(int index, double gradient) {
    if (gradient == 0) {
      return;
    }
    float z = model.z(index);
    float n = model.n(index);
    float grownN = (float) (n + gradient * gradient);
    double sigma = (Math.sqrt(grownN) - Math.sqrt(n)) * inverseAlpha;
    float movedZ = (float) (z + gradient - sigma * model.weight(index));
    model.set(index, movedZ, grownN);
    deltas.touch(index, ingestTime);
    deltas.add(index, 0, (double) movedZ - z);
    deltas.add(index, 1, (double) grownN - n);
  }

  private static float[] features(RankingCandidate candidate) {
    List<Float> features = candidate.getFeatures();
    float[] x = new float[features.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = features.get(i);
    }
    return x;
  }

  private RowDelta delta(int index) {
    return Deltas.dense(
        model.model(),
        LogisticModel.WEIGHTS,
        model.name(index),
        List.of(deltas.get(index, 0), deltas.get(index, 1)),
        deltas.ingestTime(index));
  }
}
