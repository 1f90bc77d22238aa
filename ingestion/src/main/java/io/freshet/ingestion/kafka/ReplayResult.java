package io.freshet.ingestion.kafka;

import io.freshet.ingestion.EventKind;
import java.util.EnumMap;
import java.util.Map;

/** What a run of a replay did. One thread writes it. */
final class ReplayResult {
  private final Map<EventKind, Long> sent = new EnumMap<>(EventKind.class);
  private long letters;
  private long alreadyThere;
  private long timeouts;
  private long millis;

  void countSent(EventKind kind) {
    sent.merge(kind, 1L, Long::sum);
  }

  void countLetter() {
    letters++;
  }

  void countAlreadyThere() {
    alreadyThere++;
  }

  void finish(long closedLoopTimeouts, long elapsedMillis) {
    timeouts = closedLoopTimeouts;
    millis = elapsedMillis;
  }

  /** Events sent by this run, by kind. */
  Map<EventKind, Long> sent() {
    return sent;
  }

  long total() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Dead letters sent by this run. */
  long letters() {
    return letters;
  }

  /** Things that an earlier run had sent behind its last mark. */
  long alreadyThere() {
    return alreadyThere;
  }

  /** Answers that did not come in time. */
  long timeouts() {
    return timeouts;
  }

  double seconds() {
    return millis / 1000.0;
  }

  double rate() {
    return total() / Math.max(0.001, seconds());
  }
}
