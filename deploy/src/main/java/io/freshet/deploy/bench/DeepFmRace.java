package io.freshet.deploy.bench;

import io.freshet.learner.DeepFmLearner;
import io.freshet.schemas.model.DeepFmConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Lets DeepFM learn the same lists with mini-batches of several sizes, in one pass on one thread.
 * An example is a candidate of a list. Predicting it first, and handing over deltas at the end, are
 * measured too. The best round counts.
 */
final class DeepFmRace {
  private static final List<Integer> BATCHES = List.of(64, 256, 1024);

  private final int rounds;
  private final LongSupplier nanos;

  /**
   * @param rounds that count; one more goes first, for the compiler
   * @param nanos time that the thread has run, nanoseconds
   */
  DeepFmRace(int rounds, LongSupplier nanos) {
    this.rounds = rounds;
    this.nanos = nanos;
  }

  List<LearnerRace.Standing> run(GeneratedLists lists) {
    List<LearnerRace.Standing> standings = new ArrayList<>();
    for (int batch : BATCHES) {
      standings.add(best(lists, batch));
    }
    return standings;
  }

  private LearnerRace.Standing best(GeneratedLists lists, int batch) {
    LearnerRace.Standing best = round(lists, batch);
    for (int i = 0; i < rounds; i++) {
      LearnerRace.Standing standing = round(lists, batch);
      best = i == 0 || standing.perSecond() > best.perSecond() ? standing : best;
    }
    return best;
  }

  private LearnerRace.Standing round(GeneratedLists lists, int batch) {
    DeepFmLearner learner = DeepFmLearner.ranker(config(batch), 1);
    long started = nanos.getAsLong();
    for (int list = 0; list < lists.lists(); list++) {
      lists.look(list);
      learner.learn(lists, lists.labels(), false, 1, 1);
    }
    learner.flush(delta -> {});
    double seconds = (nanos.getAsLong() - started) / 1e9;
    return new LearnerRace.Standing(
        "Freshet DeepFM, batch " + batch,
        lists.lists() * lists.size() / seconds,
        OptionalDouble.of(learner.validation().progress(0, 0).getMetrics().get("log-loss")));
  }

  private static DeepFmConfig config(int batch) {
    DeepFmConfig defaults = DeepFmConfig.defaults();
    return new DeepFmConfig(
        defaults.embeddingSize(),
        defaults.hidden(),
        defaults.embeddingRate(),
        defaults.networkRate(),
        defaults.initialSquares(),
        defaults.l2(),
        defaults.dropout(),
        defaults.maxGradientNorm(),
        batch,
        defaults.listwise(),
        defaults.conversionWeight(),
        defaults.seed());
  }
}
