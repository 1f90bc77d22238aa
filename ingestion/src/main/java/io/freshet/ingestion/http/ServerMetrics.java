package io.freshet.ingestion.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the server, in the text format of Prometheus. */
final class ServerMetrics {
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final AtomicInteger pending = new AtomicInteger();

  void accepted(String kind) {
    count("freshet_ingest_events_accepted_total{kind=\"" + kind + "\"}");
  }

  void duplicate(String kind) {
    count("freshet_ingest_events_duplicate_total{kind=\"" + kind + "\"}");
  }

  void rejected(String kind, String reason) {
    count("freshet_ingest_events_rejected_total{kind=\"" + kind + "\",reason=\"" + reason + "\"}");
  }

  void answered(int status) {
    count("freshet_ingest_responses_total{status=\"" + status + "\"}");
  }

  /** Events that wait for the broker. */
  AtomicInteger pending() {
    return pending;
  }

  private void count(String series) {
    counters.computeIfAbsent(series, key -> new LongAdder()).increment();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    String family = "";
    for (Map.Entry<String, LongAdder> counter : new TreeMap<>(counters).entrySet()) {
      String name = counter.getKey().substring(0, counter.getKey().indexOf('{'));
      if (!name.equals(family)) {
        text.append("# TYPE ").append(name).append(" counter\n");
        family = name;
      }
      text.append(counter.getKey()).append(' ').append(counter.getValue().sum()).append('\n');
    }
    return text.append("# TYPE freshet_ingest_events_pending gauge\n")
        .append("freshet_ingest_events_pending ")
        .append(pending.get())
        .append('\n')
        .toString();
  }
}
