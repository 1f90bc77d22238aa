package io.freshet.deploy.bench;

import io.freshet.schemas.model.LogisticModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import vowpalWabbit.learner.VWLearners;
import vowpalWabbit.learner.VWScalarLearner;

/** Vowpal Wabbit on lines of its own text format. */
record VowpalWabbitText(String options) implements Contestant {
  @Override
  public String title() {
    return ("VW text " + options).strip();
  }

  @Override
  public Run start(BinaryExamples examples) {
    return new TextRun(
        VWLearners.create(VowpalWabbitBenchmark.arguments(examples, options)), examples);
  }

  private static final class TextRun implements Run {
    private final VWScalarLearner vw;
    private final BinaryExamples examples;
    private final Predictions predictions;
    private String[] lines = {};

    private TextRun(VWScalarLearner vw, BinaryExamples examples) {
      this.vw = vw;
      this.examples = examples;
      this.predictions = new Predictions(examples);
    }

    @Override
    public void prepare(int from, int to) {
      lines = new String[to - from];
      for (int i = from; i < to; i++) {
        lines[i - from] = line(i);
      }
    }

    @Override
    public void learn(int from, int to) {
      for (int i = from; i < to; i++) {
        predictions.set(i, LogisticModel.sigmoid(vw.learn(lines[i - from])));
      }
    }

    @Override
    public OptionalDouble logLoss() {
      return predictions.logLoss();
    }

    @Override
    public void close() {
      try {
        vw.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The features have the value 1, which is not written. */
    private String line(int number) {
      StringBuilder line = new StringBuilder();
      line.append((int) VowpalWabbitBenchmark.label(examples, number)).append(" |f");
      for (int i = examples.start(number); i < examples.start(number + 1); i++) {
        line.append(' ').append(examples.indices()[i]);
      }
      return line.toString();
    }
  }
}
