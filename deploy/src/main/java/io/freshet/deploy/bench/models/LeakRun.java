package io.freshet.deploy.bench.models;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ResidentMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Calls models from several threads, each of which takes a new version of all of them at the same
 * places of the run: it loads the new beside the old, switches between two calls and frees the old,
 * as an operator does. The weights of a version are shared by the threads.
 */
final class LeakRun {
  /** Looks at the memory; with 2,000,000 calls the first is after 100,000. */
  static final int SAMPLES = 20;

  private final long inferences;
  private final int swaps;
  private final int encoderEvery;
  private final AtomicLong begun = new AtomicLong();
  private final Queue<LeakPoint> points = new ConcurrentLinkedQueue<>();

  /**
   * @param encoderEvery each how manieth call is one of the text encoder
   */
  LeakRun(long inferences, int swaps, int encoderEvery) {
    this.inferences = inferences;
    this.swaps = swaps;
    this.encoderEvery = encoderEvery;
  }

  /**
   * Runs.
   *
   * @param progress hears of each look at the memory
   * @return all of them, in order
   */
  List<LeakPoint> run(int threads, Consumer<LeakPoint> progress)
      throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> callers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        callers.add(() -> callModels(progress));
      }
      for (Future<Void> caller : executor.invokeAll(callers)) {
        caller.get();
      }
    } finally {
      executor.shutdownNow();
    }
    return points.stream().sorted(Comparator.comparingLong(LeakPoint::inferences)).toList();
  }

  private Void callModels(Consumer<LeakPoint> progress) throws ModelException {
    int version = 0;
    LeakModels models = LeakModels.open(version);
    try {
      for (long n = begun.incrementAndGet(); n <= inferences; n = begun.incrementAndGet()) {
        int wanted = versionAt(n);
        if (wanted > version) {
          LeakModels newer = LeakModels.open(wanted);
          models.close();
          models = newer;
          version = wanted;
        }
        models.call(n, encoderEvery);
        if (n % (inferences / SAMPLES) == 0) {
          look(n, version, progress);
        }
      }
    } finally {
      models.close();
    }
    return null;
  }

  /** Swaps lie halfway between two looks, not at one: then two versions are loaded. */
  private int versionAt(long n) {
    return (int) ((2 * n * swaps + inferences) / (2 * inferences));
  }

  private void look(long n, int version, Consumer<LeakPoint> progress) {
    LeakPoint point = new LeakPoint(n, version, ResidentMemory.bytes());
    points.add(point);
    progress.accept(point);
  }
}
