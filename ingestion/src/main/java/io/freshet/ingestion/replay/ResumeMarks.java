package io.freshet.ingestion.replay;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Marks are taken on the way and come into force once everything before them is complete. */
public final class ResumeMarks {
  private final Queue<ResumeMark> taken = new ArrayDeque<>();

  /** A mark for the next index; its positions must be older than the sending of that index. */
  public void take(ResumeMark mark) {
    taken.add(mark);
  }

  /** The newest mark that has come into force, once. */
  public Optional<ResumeMark> reached(long low) {
    Optional<ResumeMark> newest = Optional.empty();
    while (!taken.isEmpty() && taken.element().index() <= low) {
      newest = Optional.of(taken.remove());
    }
    return newest;
  }
}
