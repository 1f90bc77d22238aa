package io.freshet.deploy.bench;

import java.util.OptionalDouble;
import org.vowpalwabbit.spark.VowpalWabbitExample;
import org.vowpalwabbit.spark.VowpalWabbitNative;

/** Vowpal Wabbit on examples that it was handed as features and weights. */
record VowpalWabbitParsed(String options) implements Contestant {
  private static final char NAMESPACE = 'f';

  @Override
  public String title() {
    return ("VW parsed " + options).strip();
  }

  @Override
  public Run start(BinaryExamples examples) {
    return new ParsedRun(
        new VowpalWabbitNative(VowpalWabbitBenchmark.arguments(examples, options)), examples);
  }

  private static final class ParsedRun implements Run {
    private final VowpalWabbitNative vw;
    private final BinaryExamples examples;
    private VowpalWabbitExample[] prepared = {};

    private ParsedRun(VowpalWabbitNative vw, BinaryExamples examples) {
      this.vw = vw;
      this.examples = examples;
    }

    /** Its examples take some 25 KB each: so few are still in the cache when they are learned. */
    @Override
    public int chunk() {
      return 32;
    }

    @Override
    public void prepare(int from, int to) {
      release();
      prepared = new VowpalWabbitExample[to - from];
      for (int i = from; i < to; i++) {
        prepared[i - from] = parsed(i);
      }
    }

    @Override
    public void learn(int from, int to) {
      for (VowpalWabbitExample example : prepared) {
        example.learn();
      }
    }

    @Override
    public OptionalDouble logLoss() {
      return OptionalDouble.of(vw.getPerformanceStatistics().getAverageLoss());
    }

    @Override
    public void close() {
      release();
      vw.close();
    }

    private VowpalWabbitExample parsed(int number) {
      int start = examples.start(number);
      int[] indices = new int[examples.start(number + 1) - start];
      double[] values = new double[indices.length];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = examples.indices()[start + i];
        values[i] = examples.values()[start + i];
      }
      VowpalWabbitExample example = vw.createEmptyExample();
      example.setLabel(1, VowpalWabbitBenchmark.label(examples, number));
      example.addToNamespaceSparse(NAMESPACE, indices, values);
      return example;
    }

    private void release() {
      for (VowpalWabbitExample example : prepared) {
        example.close();
      }
    }
  }
}
