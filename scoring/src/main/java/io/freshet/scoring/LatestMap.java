package io.freshet.scoring;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size: what was put longest ago goes. Not thread-safe. */
final class LatestMap<V> extends LinkedHashMap<String, V> {
  private static final long serialVersionUID = 1L;

  private final int bound;

  LatestMap(int bound) {
    this.bound = bound;
  }

  /** Puts a value in the place of the latest one. */
  void putLatest(String key, V value) {
    remove(key);
    put(key, value);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > bound;
  }
}
