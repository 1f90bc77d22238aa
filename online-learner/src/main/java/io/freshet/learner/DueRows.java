package io.freshet.learner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of changed rows, each due some time after its first change. */
public final class DueRows {
  private final long delay;
  private final Map<String, Long> changed = new LinkedHashMap<>();

  /**
   * @param delay from a row's first change until it is due, milliseconds
   */
  public DueRows(long delay) {
    this.delay = delay;
  }

  public void add(String key, long now) {
    changed.putIfAbsent(key, now);
  }

  /** Takes out rows that are due, in the order of their first change, up to a limit. */
  public List<String> due(long now, int limit) {
    List<String> due = new ArrayList<>();
    Iterator<Map.Entry<String, Long>> oldestFirst = changed.entrySet().iterator();
    while (due.size() < limit && oldestFirst.hasNext()) {
      Map.Entry<String, Long> row = oldestFirst.next();
      if (row.getValue() + delay > now) {
        break;
      }
      due.add(row.getKey());
      oldestFirst.remove();
    }
    return due;
  }

  /** Takes out all rows. */
  public List<String> all() {
    List<String> all = List.copyOf(changed.keySet());
    changed.clear();
    return all;
  }
}
