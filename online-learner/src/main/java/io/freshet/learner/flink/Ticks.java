package io.freshet.learner.flink;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/** Runs an action in the thread of its operator, again and again, an interval apart. */
final class Ticks implements AutoCloseable {
  private final ProcessingTimeService clock;
  private final long interval;
  private final ThrowingRunnable<Exception> action;
  private ScheduledFuture<?> next;

  /**
   * @param interval from the end of one run to the next, milliseconds
   */
  Ticks(ProcessingTimeService clock, long interval, ThrowingRunnable<Exception> action) {
    this.clock = clock;
    this.interval = interval;
    this.action = action;
    this.next = schedule();
  }

  @Override
  public void close() {
    next.cancel(false);
  }

  private ScheduledFuture<?> schedule() {
    return clock.registerTimer(clock.getCurrentProcessingTime() + interval, time -> run());
  }

  private void run() throws Exception {
    action.run();
    next = schedule();
  }
}
