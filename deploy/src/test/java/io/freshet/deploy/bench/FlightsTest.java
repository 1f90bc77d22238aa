package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private static final long MS = 1_000_000;
  private final Flights flights = new Flights("run", 3, 1);

  FlightsTest() {
    flights.sent(0);
    flights.sent(10 * MS);
    flights.sent(20 * MS);
  }

  @Test
  void latencyCountsFromTheDueTimeAndLeavesTheWarmUpOut() {
    flights.answered(flights.id(0), 900 * MS);
    flights.answered(flights.id(1), 15 * MS);
    flights.answered(flights.id(2), 120 * MS);
    assertThat(flights.latency().count()).isEqualTo(2);
    assertThat(flights.latency().p50()).isCloseTo(5, within(0.1));
    assertThat(flights.latency().max()).isCloseTo(100, within(0.1));
  }

  @Test
  void secondAnswersAndThoseOfOtherRunsDoNotCount() {
    flights.answered(flights.id(1), 11 * MS);
    flights.answered(flights.id(1), 99 * MS);
    flights.answered("other-2", 99 * MS);
    assertThat(flights.outstanding()).isEqualTo(2);
    assertThat(flights.seconds()).isCloseTo(0.011, within(1e-9));
  }

  @Test
  void waitsForTheLastAnswer() throws Exception {
    assertThat(flights.awaitAll(Duration.ofMillis(1))).isFalse();
    for (int number = 0; number < flights.count(); number++) {
      flights.answered(flights.id(number), 30 * MS);
    }
    assertThat(flights.awaitAll(Duration.ZERO)).isTrue();
  }
}
