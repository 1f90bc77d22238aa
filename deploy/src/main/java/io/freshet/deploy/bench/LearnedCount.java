package io.freshet.deploy.bench;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.record.ParameterRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many interactions are in the published models: the sum of the visits of all items, since
 * every interaction adds 1 to its item's. Thread-safe.
 */
public final class LearnedCount {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Double> visits = new HashMap<>();
  private double total;
  private long lastChange;

  /** Takes a row of the models, as published. */
  public void take(ParameterRow row, long nanos) {
    if (row.getModel().equals(CoVisitationModel.MODEL)
        && row.getTable().equals(CoVisitationModel.COUNTS)
        && !row.getValues().isEmpty()) {
      lock.lock();
      try {
        double count = row.getValues().get(0);
        Double before = visits.put(row.getKey(), count);
        total += count - (before == null ? 0 : before);
        lastChange = nanos;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until so many are learned; false when time is up. */
  public boolean await(long learned, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (Math.round(total) < learned && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Math.round(total) >= learned;
    } finally {
      lock.unlock();
    }
  }

  /** When the last row changed, by {@link System#nanoTime()}. */
  public long lastChange() {
    lock.lock();
    try {
      return lastChange;
    } finally {
      lock.unlock();
    }
  }
}
