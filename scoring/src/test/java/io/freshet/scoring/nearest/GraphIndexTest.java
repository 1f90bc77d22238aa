package io.freshet.scoring.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphIndexTest {
  private static final int DIMENSION = 24;
  private static final int ITEMS = 3000;
  private static final int K = 10;

  private final ClusteredVectors vectors = new ClusteredVectors(DIMENSION, 60, 3);
  private final List<float[]> users = vectors.users(100);
  private final GraphIndex index =
      new GraphIndex(DIMENSION, new GraphConfig(16, 60, 1.2, 1.2, 80, 0.25), 1);
  private final ScanIndex exact = new ScanIndex(DIMENSION);

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void findsNearlyAllOfTheBest() {
    fill(0, ITEMS);
    assertThat(recall(Queries.Filter.ALL)).isGreaterThan(0.95);
    assertThat(recall((query, id) -> id % 4 != query % 4)).isGreaterThan(0.95);
  }

  @Test
  void findsThemAfterManyMovedCameAndWent() {
    fill(0, ITEMS);
    for (int id = 0; id < ITEMS; id += 3) {
      index.remove(id);
      exact.remove(id);
    }
    fill(ITEMS / 2, ITEMS);
    fill(0, 300);
    assertThat(index.size()).isEqualTo(exact.size());
    assertThat(index.left()).as("nodes that are still linked").isLessThan(1100);
    assertThat(recall(Queries.Filter.ALL)).isGreaterThan(0.95);
  }

  @Test
  void neverFindsWhatWasRemoved() {
    fill(0, 500);
    for (int id = 0; id < 500; id += 2) {
      index.remove(id);
    }
    for (Hits hits : index.search(new Queries(users, 50, Queries.Filter.ALL))) {
      for (int rank = 0; rank < hits.size(); rank++) {
        assertThat(hits.id(rank) % 2).isEqualTo(1);
      }
    }
  }

  @Test
  void scoresByTheNewestVector() {
    fill(0, 500);
    float[] slightly = vectors.item();
    float[] values = Arrays.copyOf(slightly, DIMENSION);
    index.upsert(7, values, slightly[DIMENSION]);
    values[0] *= 1.01f;
    index.upsert(7, values, slightly[DIMENSION]);
    Hits hits = index.search(new Queries(List.of(values), 1, (query, id) -> id == 7)).get(0);
    assertThat(hits.id(0)).isEqualTo(7);
    assertThat(hits.score(0))
        .isCloseTo(Products.dot(values, values, 0) + slightly[DIMENSION], within(1e-4f));
  }

  @Test
  void isSearchedWhileItChanges() throws Exception {
    fill(0, 1000);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> changes = other.submit(() -> fill(1000, ITEMS));
      while (!changes.isDone()) {
        assertThat(index.search(new Queries(users.subList(0, 5), K, Queries.Filter.ALL)))
            .allSatisfy(hits -> assertThat(hits.size()).isEqualTo(K));
      }
      changes.get();
    } finally {
      other.shutdown();
    }
    assertThat(recall(Queries.Filter.ALL)).isGreaterThan(0.95);
  }

  private void fill(int from, int to) {
    for (int id = from; id < to; id++) {
      float[] item = vectors.item();
      index.upsert(id, Arrays.copyOf(item, DIMENSION), item[DIMENSION]);
      exact.upsert(id, Arrays.copyOf(item, DIMENSION), item[DIMENSION]);
    }
  }

  private double recall(Queries.Filter filter) {
    Queries queries = new Queries(users, K, filter);
    List<Hits> found = index.search(queries);
    List<Hits> best = exact.search(queries);
    int hit = 0;
    for (int query = 0; query < users.size(); query++) {
      Set<Integer> ids = new HashSet<>(ids(best.get(query)));
      ids.retainAll(ids(found.get(query)));
      hit += ids.size();
    }
    return (double) hit / (users.size() * K);
  }

  private static List<Integer> ids(Hits hits) {
    List<Integer> ids = new ArrayList<>();
    for (int rank = 0; rank < hits.size(); rank++) {
      ids.add(hits.id(rank));
    }
    return ids;
  }
}
