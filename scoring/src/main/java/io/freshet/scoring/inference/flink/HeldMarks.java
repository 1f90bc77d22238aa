package io.freshet.scoring.inference.flink;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.util.function.ThrowingRunnable;

/** Holds watermarks back until all records that came before them have left. */
final class HeldMarks {
  private record Held(long records, ThrowingRunnable<Exception> mark) {}

  private final Queue<Held> held = new ArrayDeque<>();
  private long arrived;
  private long left;

  void arrived() {
    arrived++;
  }

  /** So many records more have left; none that came after them counts before they do. */
  void left(int records) throws Exception {
    left += records;
    while (!held.isEmpty() && held.peek().records <= left) {
      held.remove().mark.run();
    }
  }

  /** Runs a mark as soon as the records so far have left. */
  void add(ThrowingRunnable<Exception> mark) throws Exception {
    if (arrived == left) {
      mark.run();
    } else {
      held.add(new Held(arrived, mark));
    }
  }
}
