package io.freshet.deploy.bench;

import java.util.concurrent.TimeUnit;

/** Bytes of the Java heap that are in use, without garbage. */
public final class LiveHeap {
  private static final int COLLECTIONS = 3;
  private static final int LEAST_SECONDS = 8;
  private static final int MOST_SECONDS = 60;
  private static final double SETTLED = 0.005;

  private LiveHeap() {}

  /** Collects garbage, then looks: the least of a few looks, since a thread may be busy. */
  public static long bytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      runtime.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Waits until it no longer falls: what a closed cluster held is let go of after some seconds. */
  public static void awaitSettled() throws InterruptedException {
    long before = Long.MAX_VALUE;
    for (int second = 0; second < MOST_SECONDS; second++) {
      long now = bytes();
      if (second >= LEAST_SECONDS && now > before * (1 - SETTLED)) {
        return;
      }
      before = now;
      TimeUnit.SECONDS.sleep(1);
    }
  }
}
