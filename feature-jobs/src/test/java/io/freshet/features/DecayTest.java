package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.ForwardDecay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DecayTest {
  private static final long HALF_LIFE = 1000;

  private final ForwardDecay decay = new ForwardDecay(Duration.ofMillis(HALF_LIFE));
  private final DecayedCount count = new DecayedCount();
  private final DecayedCounters counters = new DecayedCounters();

  @Test
  void anEventIsWorthOneHalfAfterAHalfLife() {
    count.add(5_000, decay);
    count.add(5_000 + HALF_LIFE, decay);
    assertThat(count.value(decay)).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void isZeroBeforeTheFirstEvent() {
    assertThat(count.value(decay)).isZero();
  }

  @Test
  void staysExactOverManyLandmarks() {
    long time = 1_700_000_000_000L;
    for (int i = 0; i < 1_000; i++) {
      count.add(time + i * HALF_LIFE, decay);
    }
    assertThat(count.value(decay)).isCloseTo(2, within(1e-9));
  }

  @Test
  void equalsTheNaiveSumInAnyOrder() {
    Random random = new Random(5);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      times.add((long) random.nextInt(100_000));
      count.add(times.get(i), decay);
      long newest = times.stream().mapToLong(Long::longValue).max().orElseThrow();
      double naive =
          times.stream().mapToDouble(t -> Math.pow(2, -(newest - t) / (double) HALF_LIFE)).sum();
      assertThat(count.value(decay)).isCloseTo(naive, within(1e-9 * naive));
    }
  }

  @Test
  void countersDecayTogether() {
    counters.add("a", 0, decay, 10);
    counters.add("b", HALF_LIFE, decay, 10);
    counters.add("b", 100 * HALF_LIFE, decay, 10);
    counters.add("a", 100 * HALF_LIFE, decay, 10);
    counters.add("a", 102 * HALF_LIFE, decay, 10);
    Map<String, Double> counts = new TreeMap<>();
    counters.collect(counts, decay);
    assertThat(counts.get("a")).isCloseTo(1.25, within(1e-9));
    assertThat(counts.get("b")).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void theSmallestCounterGivesWay() {
    counters.add("old", 0, decay, 2);
    counters.add("new", HALF_LIFE, decay, 2);
    counters.add("newest", 2 * HALF_LIFE, decay, 2);
    Map<String, Double> counts = new TreeMap<>();
    counters.collect(counts, decay);
    assertThat(counts).containsOnlyKeys("new", "newest");
  }
}
