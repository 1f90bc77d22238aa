package io.freshet.scoring.inference;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Frees what calls work on exactly once: when it is closed and the last call under way has ended.
 * Freeing native memory under a running call ends the process, so each call enters and leaves.
 */
public final class CallsInFlight {
  /** Calls under way in the lower bits; the sign bit says that it is closed. */
  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicLong state = new AtomicLong();
  private final String name;
  private final Runnable free;

  /**
   * @param name for messages
   * @param free runs once, on the thread that closes or on that of the last call
   */
  public CallsInFlight(String name, Runnable free) {
    this.name = name;
    this.free = free;
  }

  /**
   * A call begins.
   *
   * @throws IllegalStateException when it is closed
   */
  public void enter() {
    if (state.getAndUpdate(s -> s < 0 ? s : s + 1) < 0) {
      throw new IllegalStateException(name + " is closed");
    }
  }

  /** A call that has entered ends. */
  public void leave() {
    if (state.decrementAndGet() == CLOSED) {
      free.run();
    }
  }

  /** Lets no further call in; a second time it does nothing. */
  public void close() {
    if (state.getAndUpdate(s -> s < 0 ? s : s | CLOSED) == 0) {
      free.run();
    }
  }
}
