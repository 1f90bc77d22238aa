package io.freshet.scoring.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every exact index. */
public abstract class ExactIndexContract {
  private static final int DIMENSION = 10;

  private final ClusteredVectors vectors = new ClusteredVectors(DIMENSION, 20, 5);
  private final SplittableRandom random = new SplittableRandom(6);

  /** An empty index. */
  protected abstract VectorIndex index(int dimension);

  @Test
  void findsWhatSortingFindsWhileVectorsComeChangeAndGo() {
    try (VectorIndex index = index(DIMENSION)) {
      VectorIndex naive = new NaiveIndex();
      for (int round = 0; round < 6; round++) {
        for (int i = 0; i < 700; i++) {
          change(List.of(index, naive));
        }
        assertThat(index.size()).isEqualTo(naive.size());
        assertSame(index, naive, new Queries(vectors.users(7), 10, Queries.Filter.ALL));
      }
    }
  }

  @Test
  void asksTheFilterOfEachQuery() {
    try (VectorIndex index = index(DIMENSION)) {
      VectorIndex naive = new NaiveIndex();
      for (int i = 0; i < 2000; i++) {
        change(List.of(index, naive));
      }
      List<float[]> users = vectors.users(5);
      assertSame(index, naive, new Queries(users, 10, (query, id) -> id % 5 == query));
      assertSame(index, naive, new Queries(users, 10, (query, id) -> id % 500 == query));
      assertThat(index.search(new Queries(users, 3, (query, id) -> false)))
          .allSatisfy(hits -> assertThat(hits.size()).isZero());
    }
  }

  @Test
  void answersWithAllWhenFewerThanWanted() {
    try (VectorIndex index = index(2)) {
      assertThat(
              index.search(new Queries(List.of(new float[2]), 3, Queries.Filter.ALL)).get(0).size())
          .isZero();
      index.upsert(4, new float[] {1, 0}, 0);
      index.upsert(9, new float[] {0, 1}, 0.5f);
      Hits hits =
          index.search(new Queries(List.of(new float[] {1, 1}), 3, Queries.Filter.ALL)).get(0);
      assertThat(new int[] {hits.id(0), hits.id(1)}).containsExactly(9, 4);
      assertThat(hits.size()).isEqualTo(2);
      assertThat(hits.score(0)).isEqualTo(1.5f);
    }
  }

  private void change(List<VectorIndex> indexes) {
    int id = random.nextInt(3000);
    boolean removes = random.nextInt(4) == 0;
    float[] item = vectors.item();
    for (VectorIndex index : indexes) {
      if (removes) {
        index.remove(id);
      } else {
        index.upsert(id, Arrays.copyOf(item, DIMENSION), item[DIMENSION]);
      }
    }
  }

  private static void assertSame(VectorIndex index, VectorIndex naive, Queries queries) {
    List<Hits> found = index.search(queries);
    List<Hits> expected = naive.search(queries);
    assertThat(found).hasSameSizeAs(expected);
    for (int query = 0; query < found.size(); query++) {
      assertThat(found.get(query).size()).isEqualTo(expected.get(query).size());
      for (int rank = 0; rank < found.get(query).size(); rank++) {
        assertThat(found.get(query).id(rank)).isEqualTo(expected.get(query).id(rank));
        assertThat(found.get(query).score(rank))
            .isCloseTo(expected.get(query).score(rank), within(1e-4f));
      }
    }
  }
}
