package io.freshet.deploy.bench;

import java.util.OptionalDouble;

/** A way of learning that takes part in a {@link LearnerRace}. */
public interface Contestant {
  String title();

  /** A fresh model that is about to see examples for the first time. */
  Run start(BinaryExamples examples);

  /** One pass over the examples. */
  interface Run extends AutoCloseable {
    /** How many examples it is handed at once: as many as suit it best. */
    default int chunk() {
      return 10_000;
    }

    /** Does beforehand what is not to be measured for the examples in [from, to). */
    default void prepare(int from, int to) {}

    /** Predicts and learns the examples in [from, to), one by one, in order. */
    void learn(int from, int to);

    /**
     * Mean −ln p of what came true, each predicted before it was learned; empty where nothing is
     * learned.
     */
    OptionalDouble logLoss();

    @Override
    default void close() {}
  }
}
