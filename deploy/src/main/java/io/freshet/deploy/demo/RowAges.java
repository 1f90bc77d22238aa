package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Latency;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import java.util.HashMap;
import java.util.Map;

/**
 * From an event to the parameters that learned from it. A row counts when it holds a newer event
 * than the same row did before, so that rows which are published again unchanged do not. Rows are
 * added by one thread; figures are read by any.
 */
public final class RowAges {
  private final Map<RowKey, Long> newest = new HashMap<>();
  private final Latencies latencies = new Latencies();

  /**
   * @param time of receipt, epoch milliseconds
   */
  public void add(ParameterRow row, long time) {
    long ingested = row.getIngestTime();
    Long before = newest.put(RowKey.of(row), ingested);
    if (ingested > 0 && (before == null || before < ingested)) {
      latencies.record(time - ingested);
    }
  }

  Latency figures() {
    return latencies.figures();
  }
}
