package io.freshet.ingestion.http;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.EventSink;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.ingestion.RecentSends;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** From a request body to an answer, whatever server stands in front. */
final class EventIntake {
  private final IngestionConfig config;
  private final EventParser parser;
  private final RecentSends sends;
  private final ServerMetrics metrics;

  /**
   * @param clock epoch milliseconds
   */
  EventIntake(IngestionConfig config, EventSink sink, ServerMetrics metrics, LongSupplier clock) {
    this.config = config;
    this.parser = new EventParser(config.limits(), clock);
    this.sends = new RecentSends(sink, config.dedupTime(), config.recentIds(), clock);
    this.metrics = metrics;
  }

  /**
   * @param headers names in lower case
   */
  CompletableFuture<Answer> take(EventKind kind, Map<String, String> headers, byte[] body) {
    EventBody events = EventBody.read(kind, headers, body, parser);
    List<Event> valid = new ArrayList<>(events.entries().size());
    events.entries().forEach(entry -> entry.parsed().event().ifPresent(valid::add));
    if (valid.isEmpty()) {
      return CompletableFuture.completedFuture(counted(kind, events, 0));
    }
    AtomicInteger pending = metrics.pending();
    if (pending.addAndGet(valid.size()) > config.maxPending()) {
      pending.addAndGet(-valid.size());
      return CompletableFuture.completedFuture(Answer.busy());
    }
    return send(valid)
        .thenApply(duplicates -> counted(kind, events, duplicates))
        .exceptionally(Answer::failed)
        .whenComplete((answer, error) -> pending.addAndGet(-valid.size()));
  }

  /** Completes with the number of duplicates when all are safe. */
  private CompletableFuture<Integer> send(List<Event> events) {
    List<RecentSends.Sending> sendings = new ArrayList<>(events.size());
    events.forEach(event -> sendings.add(sends.send(event)));
    CompletableFuture<?>[] results =
        sendings.stream().map(RecentSends.Sending::result).toArray(CompletableFuture<?>[]::new);
    int duplicates = (int) sendings.stream().filter(RecentSends.Sending::duplicate).count();
    return CompletableFuture.allOf(results)
        .orTimeout(config.ackTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(done -> duplicates);
  }

  private Answer counted(EventKind kind, EventBody events, int duplicates) {
    String code = kind.code();
    int accepted = 0;
    for (BodyEntry entry : events.entries()) {
      entry.parsed().violation().ifPresent(v -> metrics.rejected(code, v.reason().code()));
      if (entry.parsed().event().isPresent() && accepted++ < duplicates) {
        metrics.duplicate(code);
      } else if (entry.parsed().event().isPresent()) {
        metrics.accepted(code);
      }
    }
    return Answer.taken(events, duplicates);
  }
}
