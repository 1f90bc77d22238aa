package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacingTest {
  @Test
  void beyondTheLimitRowsWaitInTheOrderOfTheirChange() {
    DueRows rows = new DueRows(0);
    rows.add("a", 1);
    rows.add("b", 2);
    rows.add("c", 3);
    assertThat(rows.due(5, 2)).containsExactly("a", "b");
    assertThat(rows.due(5, 2)).containsExactly("c");
  }

  @Test
  void aRowIsDueOnceSomeTimeAfterItsFirstChange() {
    DueRows rows = new DueRows(500);
    rows.add("a", 0);
    rows.add("b", 200);
    rows.add("a", 400);
    assertThat(rows.due(499, 10)).isEmpty();
    assertThat(rows.due(500, 10)).containsExactly("a");
    assertThat(rows.all()).containsExactly("b");
    assertThat(rows.all()).isEmpty();
  }

  @Test
  void aSweepWalksOverAllKeysOncePerInterval() {
    Sweep sweep = new Sweep(1_000, 100);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 95; i++) {
      keys.add("k" + i);
    }
    sweep.begin(keys, 0);
    List<String> walked = new ArrayList<>();
    for (int tick = 0; tick < 10; tick++) {
      assertThat(sweep.isDone(tick * 100)).isFalse();
      List<String> some = sweep.next();
      assertThat(some.size()).isLessThanOrEqualTo(10);
      walked.addAll(some);
    }
    assertThat(walked).isEqualTo(keys);
    assertThat(sweep.isDone(999)).isFalse();
    assertThat(sweep.isDone(1_000)).isTrue();
    assertThat(sweep.begun()).isZero();
  }
}
