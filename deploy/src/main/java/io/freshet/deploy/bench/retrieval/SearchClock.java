package io.freshet.deploy.bench.retrieval;

import io.freshet.scoring.nearest.Hits;
import io.freshet.scoring.nearest.Queries;
import io.freshet.scoring.nearest.VectorIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Searches for users and takes the time. */
final class SearchClock {
  private final List<float[]> users;
  private final RetrievalPlan plan;

  SearchClock(List<float[]> users, RetrievalPlan plan) {
    this.users = users;
    this.plan = plan;
  }

  /** Queries per second in batches; the first batch is not counted. */
  double perSecond(VectorIndex index, int batch) {
    search(index, batch, 0);
    long started = System.nanoTime();
    int rounds = 0;
    while (rounds < 2 || System.nanoTime() - started < plan.seconds() * 1e9) {
      search(index, batch, ++rounds);
    }
    return (double) rounds * batch * 1e9 / (System.nanoTime() - started);
  }

  private void search(VectorIndex index, int batch, int round) {
    List<float[]> some = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      some.add(users.get((round * batch + i) % users.size()));
    }
    index.search(new Queries(some, plan.k(), Queries.Filter.ALL));
  }

  /** Latency of single queries, at least one for each user. */
  Histogram latency(VectorIndex index) {
    Histogram nanos = new Histogram(3);
    long end = System.nanoTime() + (long) (plan.seconds() * 1e9);
    for (int i = 0; i < users.size() || System.nanoTime() < end; i++) {
      List<float[]> user = List.of(users.get(i % users.size()));
      long started = System.nanoTime();
      index.search(new Queries(user, plan.k(), Queries.Filter.ALL));
      nanos.recordValue(System.nanoTime() - started);
    }
    return nanos;
  }

  /** Share of the best that an index finds. */
  double recall(VectorIndex index, VectorIndex exact) {
    List<Hits> found = all(index);
    List<Hits> best = all(exact);
    long hits = 0;
    long wanted = 0;
    for (int user = 0; user < users.size(); user++) {
      Set<Integer> ids = ids(best.get(user));
      wanted += ids.size();
      ids.retainAll(ids(found.get(user)));
      hits += ids.size();
    }
    return (double) hits / wanted;
  }

  /** Largest difference between the scores of the same rank. */
  double difference(VectorIndex index, VectorIndex other) {
    List<float[]> some = users.subList(0, Math.min(plan.batch(), users.size()));
    Queries queries = new Queries(some, plan.k(), Queries.Filter.ALL);
    List<Hits> found = index.search(queries);
    List<Hits> expected = other.search(queries);
    double largest = 0;
    for (int user = 0; user < found.size(); user++) {
      for (int rank = 0; rank < found.get(user).size(); rank++) {
        float score = found.get(user).score(rank);
        largest = Math.max(largest, Math.abs(score - expected.get(user).score(rank)));
      }
    }
    return largest;
  }

  private List<Hits> all(VectorIndex index) {
    List<Hits> hits = new ArrayList<>(users.size());
    for (int from = 0; from < users.size(); from += plan.batch()) {
      List<float[]> some = users.subList(from, Math.min(users.size(), from + plan.batch()));
      hits.addAll(index.search(new Queries(some, plan.k(), Queries.Filter.ALL)));
    }
    return hits;
  }

  private static Set<Integer> ids(Hits hits) {
    Set<Integer> ids = new HashSet<>();
    for (int rank = 0; rank < hits.size(); rank++) {
      ids.add(hits.id(rank));
    }
    return ids;
  }
}
