package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopwatchTest {
  private long now;
  private final Stopwatch watch = new Stopwatch(() -> now);

  @Test
  void addsUpRounds() {
    assertThat(watch.microsPerRound()).isZero();
    watch.run(() -> now += 3_000);
    assertThat(watch.<String>time(this::work)).isEqualTo("done");
    now += 1_000_000;
    assertThat(watch.micros()).isEqualTo(8);
    assertThat(watch.microsPerRound()).isEqualTo(4);
  }

  private String work() {
    now += 5_000;
    return "done";
  }
}
