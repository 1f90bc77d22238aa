package io.freshet.ingestion;

import java.util.concurrent.CompletableFuture;

/** Where accepted events go. */
public interface EventSink {
  /**
   * Completes when the event is safe; fails with a {@link SinkException} when it is not. Never
   * throws.
   */
  CompletableFuture<Void> send(Event event);

  /** Whether an event would have a chance now; may take a second or two to find out. */
  boolean isReachable();
}
