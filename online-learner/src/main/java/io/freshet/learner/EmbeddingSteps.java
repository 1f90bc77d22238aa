package io.freshet.learner;

import io.freshet.schemas.model.EmbeddingWeights;
import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.model.TextEmbeddings;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.RowDelta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of {@link SoftmaxLearner} that learns from the vectors of texts: the same steps, for all
 * components at once. A text without a vector has no part in it.
 */
final class EmbeddingSteps {
  private static final double[] NONE = new double[0];

  /** What was added to one row since the last flush. */
  private static final class Added {
    private double[][] byLabel = new double[0][];
    private long ingestTime;

    double[] of(int label, int dimensions) {
      if (label >= byLabel.length) {
        int before = byLabel.length;
        byLabel = Arrays.copyOf(byLabel, label + 1);
        Arrays.fill(byLabel, before, label + 1, NONE);
      }
      if (byLabel[label].length == 0) {
        byLabel[label] = new double[2 * dimensions];
      }
      return byLabel[label];
    }
  }

  private final SoftmaxConfig config;
  private final SoftmaxModel model;
  private final Map<String, Added> added = new LinkedHashMap<>();
  private String key = "";
  private float[] x = new float[0];

  EmbeddingSteps(SoftmaxConfig config, SoftmaxModel model) {
    this.config = config;
    this.model = model;
  }

  /** Looks at the vector of an example, as it was logged. */
  void take(Example example) {
    ByteBuffer components = example.getEmbedding().orElse(null);
    if (components == null) {
      skip();
      return;
    }
    int dimensions = components.remaining();
    key = TextEmbeddings.key(example.getEncoding(), dimensions);
    x = x.length == dimensions ? x : new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      x[i] = components.get(components.position() + i) * example.getEmbeddingScale();
    }
  }

  /** Looks at no vector. */
  void skip() {
    key = "";
  }

  boolean isPresent() {
    return !key.isEmpty();
  }

  void addScores(double[] scores) {
    if (isPresent()) {
      model.embeddings().of(key).addScores(x, scores);
    }
  }

  /**
   * Follows the gradients by the scores of the classes.
   *
   * @param weight of the example
   */
  void descend(double[] gradients, double weight, long ingestTime) {
    if (!isPresent()) {
      return;
    }
    Added row = added.computeIfAbsent(key, first -> new Added());
    row.ingestTime = Math.max(row.ingestTime, ingestTime);
    EmbeddingWeights weights = model.embeddings().of(key);
    for (int label = 0; label < gradients.length; label++) {
      if (gradients[label] != 0) {
        step(
            weights.weights(label),
            weights.squaredGradients(label),
            row.of(label, x.length),
            gradients[label],
            weight);
      }
    }
  }

  void flush(Consumer<RowDelta> sink) {
    added.forEach((row, changed) -> delta(row, changed).ifPresent(sink));
    added.clear();
  }

  Optional<RowDelta> pending(String row) {
    return Optional.ofNullable(added.get(row)).flatMap(changed -> delta(row, changed));
  }

  /** AdaGrad; the smallest normal number keeps 0 / √0 at 0. */
  private void step(float[] w, float[] sums, double[] delta, double gradient, double weight) {
    double rate = config.embeddingRate();
    double l2 = config.l2();
    for (int i = 0; i < w.length; i++) {
      double g = weight * (gradient * x[i] + l2 * w[i]);
      float grown = (float) (sums[i] + g * g);
      float moved = (float) (w[i] - rate * g / Math.sqrt(Math.max(grown, Float.MIN_NORMAL)));
      delta[i] += (double) moved - w[i];
      delta[w.length + i] += (double) grown - sums[i];
      w[i] = moved;
      sums[i] = grown;
    }
  }

  private Optional<RowDelta> delta(String row, Added changed) {
    List<String> columns = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int label = 0; label < changed.byLabel.length; label++) {
      if (changed.byLabel[label].length > 0) {
        columns.add(model.labels().get(label));
        for (double value : changed.byLabel[label]) {
          values.add(value);
        }
      }
    }
    return Deltas.sparse(
        model.model(), SoftmaxModel.WEIGHTS, row, columns, values, changed.ingestTime);
  }
}
