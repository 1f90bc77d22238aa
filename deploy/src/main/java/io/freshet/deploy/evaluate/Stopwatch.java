package io.freshet.deploy.evaluate;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Adds up how long the rounds of some work take. Mutable; not thread-safe. */
final class Stopwatch {
  private final LongSupplier clock;
  private long nanos;
  private long rounds;

  /**
   * @param clock nanoseconds
   */
  Stopwatch(LongSupplier clock) {
    this.clock = clock;
  }

  <T> T time(Supplier<T> work) {
    long start = clock.getAsLong();
    T result = work.get();
    nanos += clock.getAsLong() - start;
    rounds++;
    return result;
  }

  void run(Runnable work) {
    long start = clock.getAsLong();
    work.run();
    nanos += clock.getAsLong() - start;
    rounds++;
  }

  /** All rounds, µs. */
  double micros() {
    return nanos / 1e3;
  }

  /** Mean of a round, µs; 0 before the first one. */
  double microsPerRound() {
    return rounds == 0 ? 0 : micros() / rounds;
  }
}
