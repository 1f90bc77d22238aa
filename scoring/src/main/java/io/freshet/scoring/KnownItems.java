package io.freshet.scoring;

import io.freshet.schemas.record.HistoryEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The items that a user has been with, bounded: the most recent ones are kept. Over the bound the
 * oldest tenth goes at once, so that adding stays cheap.
 */
public final class KnownItems {
  private final Map<String, Long> lastSeen;
  private final int bound;

  /**
   * @param lastSeen item → sequence number of the latest interaction with it; owned by this object
   */
  public KnownItems(Map<String, Long> lastSeen, int bound) {
    this.lastSeen = lastSeen;
    this.bound = bound;
  }

  public static KnownItems empty(int bound) {
    return new KnownItems(new HashMap<>(), bound);
  }

  public void add(String item, long sequence) {
    lastSeen.put(item, sequence);
    if (lastSeen.size() > bound) {
      forgetOldest();
    }
  }

  /** Adds a history, oldest first, whose last entry has the given sequence number. */
  public void addAll(List<HistoryEntry> history, long sequence) {
    for (int i = 0; i < history.size(); i++) {
      add(history.get(i).getItem(), sequence - history.size() + 1 + i);
    }
  }

  public boolean contains(String item) {
    return lastSeen.containsKey(item);
  }

  public Set<String> items() {
    return lastSeen.keySet();
  }

  /** Item → sequence number: what is kept as state. */
  public Map<String, Long> lastSeen() {
    return lastSeen;
  }

  private void forgetOldest() {
    long[] sequences = lastSeen.values().stream().mapToLong(Long::longValue).sorted().toArray();
    int surplus = sequences.length - Math.max(1, bound - bound / 10);
    lastSeen.values().removeIf(sequence -> sequence <= sequences[surplus - 1]);
  }
}
