package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LearnerRaceTest {
  private final AtomicLong clock = new AtomicLong();
  private final BinaryExamples examples = GeneratedExamples.make(1, 2_500);

  @Test
  void onlyLearningIsMeasuredAndTheBestRoundCounts() {
    LearnerRace race = new LearnerRace(List.of(new Slow()), 2, clock::get);
    LearnerRace.Standing standing = race.run(examples).get(0);
    assertThat(standing.perSecond()).isEqualTo(examples.size() / (3 * 2_000 / 1e9));
    assertThat(standing.logLoss()).isEmpty();
  }

  @Test
  void learningPaysAndLimitsLearnNothing() {
    Contestant ftrl =
        new LogisticContestant("FTRL", LogisticConfig.of(new FtrlConfig(0.25, 1, 0, 0.01)));
    LearnerRace race =
        new LearnerRace(List.of(Limit.GATHER, ftrl), 1, () -> clock.addAndGet(1_000));
    List<LearnerRace.Standing> standings = race.run(examples);
    assertThat(standings.get(0).logLoss()).isEmpty();
    assertThat(standings.get(1).logLoss().getAsDouble()).isLessThan(Math.log(2));
  }

  @Test
  void theTableComparesWithTheFastestOfAYardstick() {
    LearnerReport report =
        new LearnerReport(List.of(new LearnerReport.Yardstick("other", List.of("a", "b"))));
    report.add(
        "some",
        List.of(
            new LearnerRace.Standing("a", 50, OptionalDouble.of(0.5)),
            new LearnerRace.Standing("b", 100, OptionalDouble.empty()),
            new LearnerRace.Standing("c", 400, OptionalDouble.of(0.25))));
    assertThat(report.text().lines().skip(1))
        .extracting(line -> line.replaceAll(" +", " "))
        .containsExactly("a 50 0.50000 0.50", "b 100 1.00", "c 400 0.25000 4.00");
  }

  /** A chunk takes two microseconds in the first two rounds, then three. */
  private final class Slow implements Contestant {
    private int started;

    @Override
    public String title() {
      return "slow";
    }

    @Override
    public Run start(BinaryExamples all) {
      int nanos = started++ < 2 ? 2_000 : 3_000;
      return new Run() {
        @Override
        public int chunk() {
          return 1_000;
        }

        @Override
        public void prepare(int from, int to) {
          clock.addAndGet(1_000_000);
        }

        @Override
        public void learn(int from, int to) {
          clock.addAndGet(nanos);
        }

        @Override
        public OptionalDouble logLoss() {
          return OptionalDouble.empty();
        }
      };
    }
  }
}
