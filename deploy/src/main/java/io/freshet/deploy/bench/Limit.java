package io.freshet.deploy.bench;

import java.util.OptionalDouble;

/**
 * What no learner can exceed: reading the weights of an example, or reading and writing two values
 * for each of its features, without learning anything.
 */
enum Limit implements Contestant {
  GATHER("gather only (limit)") {
    @Override
    float visit(float[] table, BinaryExamples examples, int example) {
      int[] indices = examples.indices();
      float[] values = examples.values();
      int end = examples.start(example + 1);
      float sum = 0;
      for (int i = examples.start(example); i < end; i++) {
        sum += table[2 * indices[i]] * values[i];
      }
      return sum;
    }
  },
  READ_MODIFY_WRITE("read-modify-write (limit)") {
    @Override
    float visit(float[] table, BinaryExamples examples, int example) {
      int[] indices = examples.indices();
      float[] values = examples.values();
      int end = examples.start(example + 1);
      for (int i = examples.start(example); i < end; i++) {
        table[2 * indices[i]] += values[i];
        table[2 * indices[i] + 1] += values[i];
      }
      return 0;
    }
  };

  private final String title;

  Limit(String title) {
    this.title = title;
  }

  abstract float visit(float[] table, BinaryExamples examples, int example);

  @Override
  public String title() {
    return title;
  }

  @Override
  public Run start(BinaryExamples examples) {
    float[] table = new float[2 << examples.hashBits()];
    return new Run() {
      private volatile float sum;

      @Override
      public void learn(int from, int to) {
        float seen = 0;
        for (int i = from; i < to; i++) {
          seen += visit(table, examples, i);
        }
        sum = seen;
      }

      @Override
      public OptionalDouble logLoss() {
        return OptionalDouble.empty();
      }
    };
  }
}
