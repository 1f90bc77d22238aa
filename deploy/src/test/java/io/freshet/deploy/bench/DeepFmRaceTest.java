package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.metrics.LogLoss;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeepFmRaceTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void everyBatchSizeLearnsMoreThanTheShareOfChoices() {
    GeneratedLists lists = GeneratedLists.make(1, 1_500);
    List<LearnerRace.Standing> standings =
        new DeepFmRace(1, () -> clock.addAndGet(1_000_000_000)).run(lists);
    assertThat(standings)
        .extracting(LearnerRace.Standing::title)
        .containsExactly(
            "Freshet DeepFM, batch 64", "Freshet DeepFM, batch 256", "Freshet DeepFM, batch 1024");
    assertThat(standings)
        .allSatisfy(
            standing -> {
              assertThat(standing.perSecond()).isEqualTo(1_500.0 * GeneratedLists.SIZE);
              assertThat(standing.logLoss().getAsDouble()).isLessThan(chance());
            });
  }

  /** What p = 0.5 at first and the mean share of choices later would lose, and a little. */
  private static double chance() {
    LogLoss loss = new LogLoss();
    for (int i = 0; i < GeneratedLists.SIZE; i++) {
      loss.add(1.0 / GeneratedLists.SIZE, i == 0);
    }
    return loss.value() + 0.01;
  }
}
