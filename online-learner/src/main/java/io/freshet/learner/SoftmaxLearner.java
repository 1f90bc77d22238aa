package io.freshet.learner;

import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.model.Softmax;
import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.model.TextEmbeddings;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Softmax regression with AdaGrad, for one classification task, over n-grams and the vector of the
 * text together, on top of the offsets that it was scored with. For an example x with probabilities
 * p, each class c and each feature i (the bias has x = 1):
 *
 * <pre>  g = ω (r_c xᵢ + λ w),  G += g²,  w −= rate · g / √G  </pre>
 *
 * where r is the gradient of the loss by the score of c:
 *
 * <ul>
 *   <li>of the class y: the cross entropy with the label smoothed over K classes, r_c = p_c − (1−ε)
 *       [c = y] − ε/K. The weight ω is the example's times {@link SoftmaxModel#classWeight}.
 *   <li>not of the class y: −ln(1 − p_y), r_y = p_y and r_c = −p_y p_c / (1 − p_y) for the others.
 *       The weight ω is the example's. Where y is not known yet there is nothing to learn.
 * </ul>
 *
 * The rate is one for n-grams and another one for components of vectors, {@link SoftmaxConfig}. A
 * class exists from its first label or offset on; that example was predicted without it. Classes
 * are weighted, not under-sampled: no label is thrown away, and the counts are a row like the
 * others, which parallel learners add up.
 *
 * <p>Sources: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12 (2011), diagonal form;
 * Szegedy et al., "Rethinking the Inception Architecture", CVPR 2016, section 7, for the smoothing;
 * Kim et al., "NLNL: Negative Learning for Noisy Labels", ICCV 2019, eq. 2, for labels that say no.
 */
public final class SoftmaxLearner implements Learner {
  private final SoftmaxConfig config;
  private final SoftmaxModel model;
  private final Validation<ClassificationMetrics> validation;
  private final DenseDeltas deltas = new DenseDeltas(4);
  private final EmbeddingSteps embedding;
  private Map<String, Float> offsets = Map.of();
  private int[] rows = new int[256];
  private float[] x = new float[256];
  private double[] probabilities = new double[0];
  private long ingestTime;

  public SoftmaxLearner(String task, SoftmaxConfig config) {
    this.config = config;
    this.model = new SoftmaxModel(task);
    this.embedding = new EmbeddingSteps(config, model);
    this.validation = new Validation<>(model.model(), task, new ClassFigures());
  }

  @Override
  public SoftmaxModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.TEXT
        && model.task().equals(example.getTask().orElse(""));
  }

  @Override
  public void learn(Example example) {
    List<Integer> features = example.getFeatures();
    List<Float> values = example.getValues();
    begin(features.size());
    for (int i = 0; i < features.size(); i++) {
      rows[i + 1] = model.row(features.get(i));
      x[i + 1] = values.get(i);
    }
    ingestTime = example.getIngestTime();
    embedding.take(example);
    offsets = example.getOffsets();
    String label = example.getLabel().orElseThrow();
    if (example.getNegated()) {
      learnNot(features.size() + 1, label, example.getWeight());
    } else {
      learn(features.size() + 1, label, example.getWeight());
    }
  }

  /** Predicts, counts and learns one example of hashed features with their values. */
  public void learn(int[] features, float[] values, String label, double weight) {
    begin(features.length);
    for (int i = 0; i < features.length; i++) {
      rows[i + 1] = model.row(features[i]);
      x[i + 1] = values[i];
    }
    embedding.skip();
    offsets = Map.of();
    learn(features.length + 1, label, weight);
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    deltas.widen(2 * model.labels().size());
    deltas.drain(row -> delta(row).ifPresent(sink));
    embedding.flush(sink);
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    if (TextEmbeddings.isKey(key)) {
      return embedding.pending(key);
    }
    deltas.widen(2 * model.labels().size());
    int row = model.row(SoftmaxModel.feature(key));
    return deltas.isDirty(row) ? delta(row) : Optional.empty();
  }

  @Override
  public Validation<?> validation() {
    return validation;
  }

  private void begin(int features) {
    if (rows.length < features + 1) {
      rows = new int[2 * features];
      x = new float[2 * features];
    }
    rows[0] = model.row(SoftmaxModel.BIAS_FEATURE);
    x[0] = 1;
  }

  private void learn(int count, String label, double weight) {
    predict(count);
    validate(label);
    int known = model.labels().size();
    int truth = model.labelIndex(label);
    if (model.labels().size() > known) {
      predict(count);
    }
    deltas.widen(2 * model.labels().size());
    count(truth, weight);
    double share = config.labelSmoothing() / probabilities.length;
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] -= share;
    }
    probabilities[truth] -= 1 - config.labelSmoothing();
    descend(count, weight * model.classWeight(truth, config.balance()));
  }

  /** The text is not of a class: what is said of the others is only that they are more likely. */
  private void learnNot(int count, String label, double weight) {
    predict(count);
    int excluded = model.labels().indexOf(label);
    if (excluded < 0 || model.labels().size() == 1) {
      return;
    }
    deltas.widen(2 * model.labels().size());
    double given = probabilities[excluded];
    probabilities[excluded] = 0;
    double rest = 0;
    for (double probability : probabilities) {
      rest += probability;
    }
    for (int c = 0; c < probabilities.length; c++) {
      probabilities[c] *= rest == 0 ? 0 : -given / rest;
    }
    probabilities[excluded] = given;
    descend(count, weight);
  }

  private void count(int label, double weight) {
    int row = model.row(SoftmaxModel.COUNTS_FEATURE);
    float before = model.weightAt(row, label);
    float after = (float) (before + weight);
    model.setAt(row, label, after, 0);
    deltas.touch(row, ingestTime);
    deltas.add(row, 2 * label, (double) after - before);
  }

  /** Follows the gradients by the scores of the classes, which stand in the probabilities. */
  private void descend(int count, double weight) {
    double ngramRate = embedding.isPresent() ? config.rateBesideEmbedding() : config.rate();
    for (int i = 0; i < count; i++) {
      deltas.touch(rows[i], ingestTime);
      for (int c = 0; c < probabilities.length; c++) {
        step(rows[i], c, probabilities[c] * x[i], weight, i == 0 ? config.rate() : ngramRate);
      }
    }
    embedding.descend(probabilities, weight, ingestTime);
  }

  private void predict(int count) {
    probabilities = model.begin(offsets);
    model.addScores(rows, x, count, probabilities);
    embedding.addScores(probabilities);
    Softmax.apply(probabilities);
  }

  private void validate(String label) {
    int best = -1;
    double given = 0;
    for (int c = 0; c < probabilities.length; c++) {
      best = best < 0 || probabilities[c] > probabilities[best] ? c : best;
      given = model.labels().get(c).equals(label) ? probabilities[c] : given;
    }
    String predicted = best < 0 ? ClassificationMetrics.NO_CLASS : model.labels().get(best);
    validation.recent().add(label, predicted, given);
  }

  private void step(int row, int label, double lossGradient, double weight, double rate) {
    float w = model.weightAt(row, label);
    double gradient = weight * (lossGradient + config.l2() * w);
    if (gradient == 0) {
      return;
    }
    float sum = model.squaredGradientsAt(row, label);
    float grown = (float) (sum + gradient * gradient);
    if (grown == 0) {
      return;
    }
    float moved = (float) (w - rate * gradient / Math.sqrt(grown));
    model.setAt(row, label, moved, grown);
    deltas.add(row, 2 * label, (double) moved - w);
    deltas.add(row, 2 * label + 1, (double) grown - sum);
  }

  /** What changed in a row; the only class known has nothing to learn. */
  private Optional<RowDelta> delta(int row) {
    List<String> columns = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int c = 0; c < model.labels().size(); c++) {
      if (deltas.get(row, 2 * c) != 0 || deltas.get(row, 2 * c + 1) != 0) {
        columns.add(model.labels().get(c));
        values.add(deltas.get(row, 2 * c));
        values.add(deltas.get(row, 2 * c + 1));
      }
    }
    String key = SoftmaxModel.key(model.featureOf(row));
    return Deltas.sparse(
        model.model(), SoftmaxModel.WEIGHTS, key, columns, values, deltas.ingestTime(row));
  }
}
