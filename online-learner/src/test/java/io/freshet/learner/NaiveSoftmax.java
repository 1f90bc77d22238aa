package io.freshet.learner;

import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Softmax with AdaGrad over n-grams and vectors: the formula, in doubles, a cell at a time. */
final class NaiveSoftmax {
  private final SoftmaxConfig config;
  final double[][] vector = new double[3][EncodedExamples.DIMENSIONS];
  final double[][] squares = new double[3][EncodedExamples.DIMENSIONS];

  /** By class and feature: w and G. */
  final List<Map<Integer, double[]>> words =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

  NaiveSoftmax(SoftmaxConfig config) {
    this.config = config;
  }

  void learn(Example example) {
    float[] x = EncodedExamples.vector(example);
    double[] p = probabilities(example, x);
    for (int c = 0; c < 3; c++) {
      String label = EncodedExamples.CLASSES.get(c);
      double residual = p[c] - (label.equals(example.getLabel().orElseThrow()) ? 1 : 0);
      step(cell(c, SoftmaxModel.BIAS_FEATURE), residual, config.rate());
      for (int i = 0; i < example.getFeatures().size(); i++) {
        double value = example.getValues().get(i);
        step(cell(c, example.getFeatures().get(i)), residual * value, config.rateBesideEmbedding());
      }
      for (int i = 0; i < x.length; i++) {
        double[] cell = {vector[c][i], squares[c][i]};
        step(cell, residual * x[i], config.embeddingRate());
        vector[c][i] = cell[0];
        squares[c][i] = cell[1];
      }
    }
  }

  private void step(double[] cell, double loss, double rate) {
    double g = loss + config.l2() * cell[0];
    if (g != 0) {
      cell[1] += g * g;
      cell[0] -= rate * g / Math.sqrt(cell[1]);
    }
  }

  private double[] cell(int c, int feature) {
    return words.get(c).computeIfAbsent(feature, added -> new double[2]);
  }

  private double[] probabilities(Example example, float[] x) {
    double[] p = new double[3];
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double score = example.getOffsets().get(EncodedExamples.CLASSES.get(c));
      score += cell(c, SoftmaxModel.BIAS_FEATURE)[0];
      for (int i = 0; i < example.getFeatures().size(); i++) {
        score += cell(c, example.getFeatures().get(i))[0] * example.getValues().get(i);
      }
      for (int i = 0; i < x.length; i++) {
        score += vector[c][i] * x[i];
      }
      p[c] = Math.exp(score);
      sum += p[c];
    }
    for (int c = 0; c < 3; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
