package io.freshet.deploy.bench.retrieval;

import io.freshet.scoring.nearest.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Adds items to an index on several threads. */
final class GraphBuild {
  private GraphBuild() {}

  /** Returns the seconds that it took. */
  static double run(VectorIndex index, Items items, int threads, Consumer<String> screen)
      throws Exception {
    long started = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(workers.submit(() -> addAll(index, items, next, screen, started)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } finally {
      workers.shutdownNow();
    }
    return seconds(started);
  }

  private static void addAll(
      VectorIndex index, Items items, AtomicInteger next, Consumer<String> screen, long started) {
    int tenth = Math.max(1, items.count() / 10);
    for (int item = next.getAndIncrement(); item < items.count(); item = next.getAndIncrement()) {
      if (item > 0 && item % tenth == 0) {
        screen.accept(
            String.format("graph: %d %% after %.0f s", 10 * (item / tenth), seconds(started)));
      }
      items.addTo(index, item);
    }
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}
