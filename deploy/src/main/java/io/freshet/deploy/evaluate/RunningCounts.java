package io.freshet.deploy.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Popularity without decay: how often each item was seen so far, ranked; ties in the order of the
 * ids. The baseline of published prequential protocols. Mutable; not thread-safe.
 */
final class RunningCounts {
  private final Map<String, Counted> counts = new HashMap<>();
  private final TreeSet<Counted> ranked =
      new TreeSet<>(
          Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::item));

  private record Counted(String item, long count) {}

  void add(String item) {
    Counted before = counts.get(item);
    if (before != null) {
      ranked.remove(before);
    }
    Counted after = new Counted(item, before == null ? 1 : before.count() + 1);
    counts.put(item, after);
    ranked.add(after);
  }

  /** The k items seen most often among those that are accepted, the most frequent first. */
  List<String> top(int k, Predicate<String> accept) {
    List<String> items = new ArrayList<>(k);
    for (Counted counted : ranked) {
      if (items.size() == k) {
        break;
      }
      if (accept.test(counted.item())) {
        items.add(counted.item());
      }
    }
    return items;
  }
}
