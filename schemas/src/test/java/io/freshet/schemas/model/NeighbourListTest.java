package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeighbourListTest {
  private final NeighbourList list = new NeighbourList();
  private final Map<Integer, Double> reported = new HashMap<>();

  @Test
  void whatItReportsAddsUpToWhatItHolds() {
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      int id = random.nextInt(100);
      report(id, list.add(id, random.nextFloat(), 40, (evicted, w) -> report(evicted, -w)));
    }
    assertThat(list.size()).isBetween(40, 50);
    for (int id = 0; id < 100; id++) {
      assertThat(reported.getOrDefault(id, 0.0).floatValue()).isEqualTo(list.weightOf(id));
    }
  }

  @Test
  void theHeaviestStayAndAmongEqualsTheNewest() {
    for (int id = 0; id < 5; id++) {
      list.add(id, id == 0 ? 9 : 1, 4, (evicted, w) -> report(evicted, -w));
    }
    list.add(5, 1, 4, (evicted, w) -> report(evicted, -w));
    assertThat(reported.keySet()).containsExactlyInAnyOrder(1, 2);
    assertThat(list.weightOf(0)).isEqualTo(9);
  }

  @Test
  void aWeightThatIsNoLongerPositiveLeaves() {
    list.add(1, 2, 4, (evicted, w) -> report(evicted, -w));
    list.add(2, 3, 4, (evicted, w) -> report(evicted, -w));
    assertThat(list.add(1, -5, 4, (evicted, w) -> report(evicted, -w))).isEqualTo(-2);
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.weightOf(2)).isEqualTo(3);
  }

  private void report(int id, double delta) {
    reported.merge(id, delta, Double::sum);
  }
}
