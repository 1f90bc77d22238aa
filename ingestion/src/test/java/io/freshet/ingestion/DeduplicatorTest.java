package io.freshet.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeduplicatorTest {
  private final Deduplicator deduplicator = new Deduplicator(Duration.ofSeconds(10));

  @Test
  void aSecondOneWithinTheWindowIsADuplicate() {
    assertThat(deduplicator.isDuplicate(Deduplicator.NEVER, 0)).isFalse();
    assertThat(deduplicator.isDuplicate(1000, 10_999)).isTrue();
    assertThat(deduplicator.isDuplicate(1000, 11_000)).isFalse();
  }

  @Test
  void aResendSharesTheFateOfTheFirst() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    RecentSends sends = new RecentSends(sink(sent), Duration.ofSeconds(10), 10, () -> 0);

    RecentSends.Sending first = sends.send(event("a"));
    RecentSends.Sending second = sends.send(event("a"));
    sent.get(0).complete(null);

    assertThat(sent).hasSize(1);
    assertThat(first.duplicate()).isFalse();
    assertThat(second.duplicate()).isTrue();
    assertThat(second.result()).isCompleted();
  }

  @Test
  void aFailedSendIsForgotten() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    RecentSends sends = new RecentSends(sink(sent), Duration.ofSeconds(10), 10, () -> 0);

    RecentSends.Sending first = sends.send(event("a"));
    sent.get(0).completeExceptionally(new IllegalStateException("away"));

    assertThat(first.result()).isCompletedExceptionally();
    assertThat(sends.send(event("a")).duplicate()).isFalse();
  }

  @Test
  void remembersABoundedNumber() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    RecentSends sends = new RecentSends(sink(sent), Duration.ofSeconds(10), 2, () -> 0);

    List.of("a", "b", "c").forEach(id -> assertThat(sends.send(event(id)).duplicate()).isFalse());

    assertThat(sends.send(event("c")).duplicate()).isTrue();
    assertThat(sends.send(event("a")).duplicate()).isFalse();
  }

  private static EventSink sink(List<CompletableFuture<Void>> sent) {
    return new EventSink() {
      @Override
      public CompletableFuture<Void> send(Event event) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        sent.add(result);
        return result;
      }

      @Override
      public boolean isReachable() {
        return true;
      }
    };
  }

  private static Event event(String id) {
    String json = "{\"eventId\":\"" + id + "\",\"user\":\"u\",\"item\":\"i\",\"type\":\"view\"}";
    return new EventParser(Limits.defaults(), () -> 1_770_000_000_000L)
        .parse(EventKind.INTERACTION, json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .event()
        .orElseThrow();
  }
}
