package io.freshet.deploy.demo;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * Things to do at a time, in order of time and then of being entered: discrete-event simulation.
 */
final class Agenda {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::number));
  private long entered;

  private record Entry(long time, long number, LongConsumer action) {}

  /**
   * @param action is given {@code time}
   */
  void at(long time, LongConsumer action) {
    entries.add(new Entry(time, entered++, action));
  }

  /** Does everything up to and including {@code now}, also what is entered meanwhile. */
  void runUntil(long now) {
    while (!entries.isEmpty() && entries.peek().time() <= now) {
      Entry entry = entries.remove();
      entry.action().accept(entry.time());
    }
  }
}
