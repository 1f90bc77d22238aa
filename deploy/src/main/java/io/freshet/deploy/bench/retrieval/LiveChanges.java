package io.freshet.deploy.bench.retrieval;

import io.freshet.scoring.nearest.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Changes an index at a steady rate, as long as it is not told to stop: of four changes one is a
 * new item, one an item that became another one, one a small step of an item, and one takes an item
 * out.
 */
final class LiveChanges implements Runnable {
  private static final double STEP = 0.05;

  private final VectorIndex index;
  private final Items items;
  private final GeneratedVectors generated;
  private final RandomGenerator random;
  private final double perSecond;
  private final List<Change> made = new ArrayList<>();
  private volatile boolean stopped;
  private volatile double reached;

  /** A change that was made. */
  private record Change(int id, boolean removes, float[] vector, float bias) {
    void make(VectorIndex on) {
      if (removes) {
        on.remove(id);
      } else {
        on.upsert(id, vector, bias);
      }
    }
  }

  LiveChanges(
      VectorIndex index,
      Items items,
      GeneratedVectors generated,
      RandomGenerator random,
      double perSecond) {
    this.index = index;
    this.items = items;
    this.generated = generated;
    this.random = random;
    this.perSecond = perSecond;
  }

  void stop() {
    stopped = true;
  }

  /** Changes per second that were really made. */
  double reached() {
    return reached;
  }

  int count() {
    return made.size();
  }

  /** Makes the same changes to another index. */
  void repeat(VectorIndex other) {
    made.forEach(change -> change.make(other));
  }

  @Override
  public void run() {
    long started = System.nanoTime();
    while (!stopped) {
      Change change = next(made.size());
      change.make(index);
      made.add(change);
      pause(started + (long) (made.size() * 1e9 / perSecond));
    }
    reached = made.size() * 1e9 / (System.nanoTime() - started);
  }

  private Change next(int number) {
    int item = random.nextInt(items.count());
    return switch (number % 4) {
      case 0 -> new Change(items.count() + number, false, generated.item(), generated.bias());
      case 1 -> new Change(item, false, generated.item(), generated.bias());
      case 2 -> new Change(item, false, generated.beside(items.vector(item), STEP), 0);
      default -> new Change(item, true, new float[0], 0);
    };
  }

  private static void pause(long until) {
    long left = until - System.nanoTime();
    if (left > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
