package io.freshet.scoring.nearest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScanIndexTest extends ExactIndexContract {
  @Override
  protected VectorIndex index(int dimension) {
    return new ScanIndex(dimension);
  }

  @Test
  void takesTheLowerOfIdsWithEqualScores() {
    try (VectorIndex index = index(1)) {
      for (int id = 0; id < 40; id++) {
        index.upsert(id, new float[] {1}, 0);
      }
      Hits hits = index.search(new Queries(List.of(new float[] {2}), 3, Queries.Filter.ALL)).get(0);
      assertThat(new int[] {hits.id(0), hits.id(1), hits.id(2)}).containsExactly(0, 1, 2);
    }
  }
}
