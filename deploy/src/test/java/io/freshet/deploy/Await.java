package io.freshet.deploy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition of a running system. */
public final class Await {
  private Await() {}

  /** Polls until the condition holds; fails when the time is up. */
  public static void until(Callable<Boolean> condition, Duration timeout) throws Exception {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not hold within " + timeout);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
