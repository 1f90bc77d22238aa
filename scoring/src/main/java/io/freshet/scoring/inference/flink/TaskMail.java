package io.freshet.scoring.inference.flink;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Work that other threads leave for the task thread, done in the order in which it came: when the
 * task thread comes by, or at once when it asks.
 */
final class TaskMail {
  private final MailboxExecutor mailbox;
  private final Queue<ThrowingRunnable<Exception>> work = new ConcurrentLinkedQueue<>();

  TaskMail(MailboxExecutor mailbox) {
    this.mailbox = mailbox;
  }

  void post(ThrowingRunnable<Exception> item) {
    work.add(item);
    try {
      mailbox.execute(this::deliver, "inference");
    } catch (RejectedExecutionException e) {
      // the task has ended: nobody waits for answers
      work.clear();
    }
  }

  /** To be called by the task thread. */
  void deliver() throws Exception {
    for (ThrowingRunnable<Exception> item = work.poll(); item != null; item = work.poll()) {
      item.run();
    }
  }
}
