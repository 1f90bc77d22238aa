package io.freshet.deploy;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Turns Ctrl-C and SIGTERM into an orderly stop. Shutdown hooks would not do: Flink's own hooks
 * remove its files at the same time as the last savepoints are made.
 */
public final class StopSignal {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  private StopSignal() {}

  /** From now on the first signal ends {@link #await()}, the second one ends the process. */
  public static StopSignal install() {
    StopSignal stop = new StopSignal();
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> stop.ask());
    }
    return stop;
  }

  private void ask() {
    if (isAsked()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    asked.countDown();
  }

  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  public void await() throws InterruptedException {
    asked.await();
  }
}
