package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy alone, and with a simulated server that takes a + b·n for a batch of n. */
class BatchInferenceTest {
  private static final Duration TARGET = Duration.ofMillis(50);

  @Test
  void aFullBatchCloses() {
    BatchInference policy = BatchInference.fixed(3, Duration.ofMillis(5));

    assertThat(policy.closes(2, false, true)).isFalse();
    assertThat(policy.closes(3, false, true)).isTrue();
    assertThat(policy.closes(3, false, false)).isTrue();
  }

  @Test
  void aBatchThatWaitedLongEnoughClosesWhenTheModelIsIdle() {
    BatchInference policy = BatchInference.fixed(3, Duration.ofMillis(5));

    assertThat(policy.patience()).isEqualTo(Duration.ofMillis(5));
    assertThat(policy.closes(1, true, true)).isTrue();
    assertThat(policy.closes(1, true, false)).isFalse();
  }

  @Test
  void withoutADeadlineAnIdleModelTakesWhatIsThere() {
    BatchInference policy = BatchInference.fixed(3, Duration.ZERO);

    assertThat(policy.closes(1, policy.patience().isZero(), true)).isTrue();
  }

  @Test
  void theFirstBatchesOfAnUnknownModelAreOfOneRecord() {
    BatchInference policy = adaptive(64);

    assertThat(policy.limit()).isEqualTo(1);
    assertThat(policy.closes(1, false, true)).isTrue();
  }

  @Test
  void theLimitGrowsByOneAndShrinksByATenth() {
    BatchInference policy = adaptive(64);
    for (int n = 1; n < 40; n++) {
      policy.answered(n, millis(1), millis(1));
    }
    assertThat(policy.limit()).isEqualTo(40);

    policy.answered(40, millis(1), millis(51));

    assertThat(policy.limit()).isEqualTo(36);
  }

  @Test
  void batchesUnderWayWhenTheLimitShrankArePardoned() {
    BatchInference policy = adaptive(64);
    for (int n = 1; n < 40; n++) {
      policy.answered(n, millis(1), millis(1));
    }

    for (int late = 0; late < 3; late++) {
      policy.answered(40, millis(1), millis(51));
    }

    assertThat(policy.limit()).isEqualTo(36);
  }

  @Test
  void aBatchWaitsForNoMoreThanTheTargetLeaves() {
    BatchInference policy =
        BatchInference.of(new BatchConfig(1, Duration.ofSeconds(1), TARGET, 1, true, 100));
    policy.answered(1, millis(30), millis(30));
    assertThat(policy.patience()).isEqualTo(Duration.ofMillis(20));

    for (int i = 0; i < 500; i++) {
      policy.answered(1, millis(70), millis(70));
    }
    assertThat(policy.patience()).isEqualTo(Duration.ZERO);
  }

  /** Closes when (n + 1) gaps are no shorter than what the model takes. */
  @Test
  void anIdleModelWaitsForARecordThatIsNear() {
    BatchInference policy = adaptive(64);
    for (int n = 1; n < 20; n++) {
      policy.answered(n, millis(10), millis(10));
    }
    long now = 0;
    for (int i = 0; i < 200; i++) {
      policy.arrived(now += millis(2));
    }

    assertThat(policy.closes(3, false, true)).isFalse();
    assertThat(policy.closes(4, false, true)).isTrue();
    assertThat(policy.closes(4, false, false)).isFalse();
  }

  /** More records than can be answered: batches are as large as the target allows. */
  @ParameterizedTest
  @CsvSource({"2, 0.5", "10, 0.1", "1, 2", "0.2, 0.2"})
  void underFullLoadTheP99ComesNearTheTarget(double fixedMillis, double recordMillis) {
    BatchInference policy = adaptive(1_000);
    SimulatedServer server = new SimulatedServer(policy, 2, fixedMillis, recordMillis, 17);
    double overload = 1.5 / recordMillis;
    server.run(overload, 200_000);

    SimulatedServer.Figures figures = server.run(overload, 400_000);

    assertThat(figures.p99()).isCloseTo(50, within(5.0));
    assertThat(figures.largest()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void noBatchIsLargerThanConfigured() {
    SimulatedServer server = new SimulatedServer(adaptive(16), 2, 1, 0.01, 17);

    assertThat(server.run(100, 100_000).largest()).isEqualTo(16);
  }

  /** A record a second: nobody comes, so nobody is waited for. */
  @Test
  void atLowLoadARecordTakesNoLongerThanItsInference() {
    SimulatedServer server = new SimulatedServer(adaptive(64), 2, 5, 0.5, 17);

    assertThat(server.run(0.001, 2_000).p99()).isLessThan(1.1 * 5.5);
  }

  @ParameterizedTest
  @CsvSource({"0.02", "0.1", "0.3", "0.8"})
  void adaptiveIsNoSlowerThanFixedDeadlines(double recordsPerMillisecond) {
    double adaptive =
        new SimulatedServer(adaptive(64), 2, 5, 0.5, 17).run(recordsPerMillisecond, 50_000).mean();

    for (int deadline : new int[] {2, 10, 50}) {
      BatchInference fixed = BatchInference.fixed(64, Duration.ofMillis(deadline));
      double mean =
          new SimulatedServer(fixed, 2, 5, 0.5, 17).run(recordsPerMillisecond, 50_000).mean();
      assertThat(adaptive).isLessThan(1.05 * mean);
    }
  }

  private static BatchInference adaptive(int size) {
    return BatchInference.of(new BatchConfig(size, Duration.ofSeconds(1), TARGET, 2, true, 100));
  }

  private static long millis(double millis) {
    return (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
  }
}
