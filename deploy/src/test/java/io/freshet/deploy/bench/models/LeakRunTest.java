package io.freshet.deploy.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakRunTest {
  @Test
  void looksAtMemoryAtEqualSteps() throws Exception {
    List<LeakPoint> heard = Collections.synchronizedList(new ArrayList<>());
    List<LeakPoint> points = new LeakRun(2_000, 1, 400).run(2, heard::add);
    assertThat(points).hasSize(LeakRun.SAMPLES).containsExactlyInAnyOrderElementsOf(heard);
    assertThat(points)
        .extracting(LeakPoint::inferences)
        .startsWith(100L, 200L, 300L)
        .endsWith(2_000L);
    assertThat(points).allSatisfy(p -> assertThat(p.residentBytes()).isPositive());
  }

  @Test
  void swapsAtEqualSteps() throws Exception {
    List<LeakPoint> points = new LeakRun(200, 4, 200).run(1, point -> {});
    assertThat(points)
        .extracting(LeakPoint::swaps)
        .containsExactly(0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4);
  }
}
