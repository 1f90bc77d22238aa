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
    List<LeakPoint> points = new LeakRun(2_000, 4, 400).run(2, heard::add);
    assertThat(points).hasSize(LeakRun.SAMPLES).containsExactlyInAnyOrderElementsOf(heard);
    assertThat(points)
        .extracting(LeakPoint::inferences)
        .startsWith(100L, 200L, 300L)
        .endsWith(2_000L);
    assertThat(points).allSatisfy(p -> assertThat(p.residentBytes()).isPositive());
  }

  @Test
  void swapsHalfwayBetweenTheLooks() throws Exception {
    List<LeakPoint> points = new LeakRun(2_000, 20, 2_000).run(1, point -> {});
    assertThat(points).extracting(LeakPoint::swaps).startsWith(1, 2, 3).endsWith(20);
  }
}
