package io.freshet.deploy.bench;

import io.freshet.schemas.metrics.LogLoss;
import java.util.OptionalDouble;

/** What a contestant predicted for each example, kept until the clock has stopped. */
final class Predictions {
  private final BinaryExamples examples;
  private final float[] probabilities;

  Predictions(BinaryExamples examples) {
    this.examples = examples;
    this.probabilities = new float[examples.size()];
  }

  void set(int example, double probability) {
    probabilities[example] = (float) probability;
  }

  OptionalDouble logLoss() {
    LogLoss loss = new LogLoss();
    for (int i = 0; i < probabilities.length; i++) {
      loss.add(probabilities[i], examples.label(i) > 0.5f);
    }
    return OptionalDouble.of(loss.value());
  }
}
