package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopIdsTest {
  private final TopIds top = new TopIds(Integer::compare);

  @Test
  void keepsWhatSortingAllWouldPutFirst() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      double[] scores =
          IntStream.range(0, random.nextInt(200)).mapToDouble(id -> random.nextInt(50)).toArray();
      int k = random.nextInt(40);
      assertThat(best(scores, k)).isEqualTo(naive(scores, k));
    }
  }

  private List<Integer> best(double[] scores, int k) {
    top.reset(k);
    for (int id = 0; id < scores.length; id++) {
      if (top.takes(id, scores[id])) {
        top.add(id, scores[id]);
      }
    }
    top.sort();
    List<Integer> ids = new ArrayList<>();
    for (int rank = 0; rank < top.size(); rank++) {
      assertThat(top.score(rank)).isEqualTo(scores[top.id(rank)]);
      ids.add(top.id(rank));
    }
    return ids;
  }

  private static List<Integer> naive(double[] scores, int k) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer id) -> -scores[id]).thenComparing(id -> id))
        .limit(k)
        .toList();
  }
}
