package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlicesTest {
  /** Every event of slice s costs s + 1 µs. */
  @Test
  void tellsWhatAnEventOfEachTenthCosts() {
    AtomicLong nanos = new AtomicLong(5);
    Slices slices = new Slices(105, nanos::get);
    slices.begin();
    for (int event = 0; event < 105; event++) {
      assertThat(slices.isComplete()).isFalse();
      nanos.addAndGet((event * 10 / 105 + 1) * 1000L);
      slices.next();
    }
    assertThat(slices.isComplete()).isTrue();
    assertThat(slices.done()).isEqualTo(105);
    assertThat(slices.first()).isBetween(1.8, 2.2);
    assertThat(slices.last()).isBetween(9.0, 11.0);
  }
}
