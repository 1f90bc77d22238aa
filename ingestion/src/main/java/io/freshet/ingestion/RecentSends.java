package io.freshet.ingestion;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends each event id once: one that was sent before, within the window, shares the fate of the
 * first instead of being sent again. Remembers a bounded number of ids, in memory only, so that it
 * covers a client that tries again, not more. A send that failed is forgotten. Thread-safe.
 */
public final class RecentSends {
  private final EventSink sink;
  private final Deduplicator deduplicator;
  private final LongSupplier clock;
  private final Map<String, Sent> recent;

  /**
   * @param capacity ids that are remembered
   * @param clock epoch milliseconds
   */
  public RecentSends(EventSink sink, Duration window, int capacity, LongSupplier clock) {
    this.sink = sink;
    this.deduplicator = new Deduplicator(window);
    this.clock = clock;
    this.recent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
            return size() > capacity;
          }
        };
  }

  private record Sent(long time, CompletableFuture<Void> result) {}

  /**
   * @param duplicate whether the id was sent before
   * @param result completes when the event is safe
   */
  public record Sending(boolean duplicate, CompletableFuture<Void> result) {}

  public Sending send(Event event) {
    String key = event.kind().code() + '/' + event.id();
    CompletableFuture<Void> promise = new CompletableFuture<>();
    synchronized (recent) {
      Sent before = recent.get(key);
      long now = clock.getAsLong();
      if (before != null && deduplicator.isDuplicate(before.time(), now)) {
        return new Sending(true, before.result());
      }
      recent.put(key, new Sent(now, promise));
    }
    var ignored = sink.send(event).whenComplete((done, error) -> settle(key, promise, error));
    return new Sending(false, promise);
  }

  private void settle(String key, CompletableFuture<Void> promise, @Nullable Throwable error) {
    if (error == null) {
      promise.complete(null);
      return;
    }
    synchronized (recent) {
      recent.remove(key);
    }
    promise.completeExceptionally(error);
  }
}
