package io.freshet.deploy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Lets contestants learn the same examples on one thread, one after the other and in several
 * rounds. Only learning is measured, and the best round counts: what else goes on on the machine
 * can only slow a contestant down.
 */
final class LearnerRace {
  /**
   * @param perSecond examples per second of the best round
   * @param logLoss over the one pass that a round is
   */
  record Standing(String title, double perSecond, OptionalDouble logLoss) {}

  private final List<Contestant> contestants;
  private final int rounds;
  private final LongSupplier nanos;

  /**
   * @param rounds that count; one more goes first, for the compiler
   * @param nanos time that the thread has run, nanoseconds
   */
  LearnerRace(List<Contestant> contestants, int rounds, LongSupplier nanos) {
    this.contestants = contestants;
    this.rounds = rounds;
    this.nanos = nanos;
  }

  List<Standing> run(BinaryExamples examples) {
    List<Standing> best = round(examples);
    for (int i = 0; i < rounds; i++) {
      List<Standing> round = round(examples);
      for (int c = 0; c < round.size(); c++) {
        if (i == 0 || round.get(c).perSecond() > best.get(c).perSecond()) {
          best.set(c, round.get(c));
        }
      }
    }
    return best;
  }

  private List<Standing> round(BinaryExamples examples) {
    List<Standing> standings = new ArrayList<>();
    for (Contestant contestant : contestants) {
      try (Contestant.Run run = contestant.start(examples)) {
        double perSecond = examples.size() / (learn(run, examples.size()) / 1e9);
        standings.add(new Standing(contestant.title(), perSecond, run.logLoss()));
      }
    }
    return standings;
  }

  private long learn(Contestant.Run run, int size) {
    long taken = 0;
    for (int from = 0; from < size; from += run.chunk()) {
      int to = Math.min(size, from + run.chunk());
      run.prepare(from, to);
      long started = nanos.getAsLong();
      run.learn(from, to);
      taken += nanos.getAsLong() - started;
    }
    return taken;
  }
}
