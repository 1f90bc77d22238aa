package io.freshet.learner;

import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The flushed deltas of a learner that no published row was seen to hold yet. The merge publishes
 * each row that it changed, so a row has few of them: what was flushed within one round trip, or
 * before the row was admitted.
 */
public final class NotMerged {
  private final Map<RowKey, List<RowDelta>> byRow = new HashMap<>();

  public void add(RowDelta delta) {
    byRow.computeIfAbsent(key(delta), row -> new ArrayList<>(4)).add(delta);
  }

  /** Forgets the deltas of a row up to a sequence; returns the later ones, oldest first. */
  public List<RowDelta> after(RowKey row, long sequence) {
    List<RowDelta> deltas = byRow.get(row);
    if (deltas == null) {
      return List.of();
    }
    deltas.removeIf(delta -> delta.getSequence() <= sequence);
    if (deltas.isEmpty()) {
      byRow.remove(row);
    }
    return deltas;
  }

  /** Number of rows with deltas that are not merged. */
  public int size() {
    return byRow.size();
  }

  private static RowKey key(RowDelta delta) {
    return new RowKey(delta.getModel(), delta.getTable(), delta.getKey());
  }
}
