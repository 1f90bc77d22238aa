package io.freshet.schemas.metrics;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Catalogue coverage: distinct items in the lists / items in the catalogue (Ge, Delgado-Battenfeld,
 * Jannach, "Beyond Accuracy", RecSys 2010, section 3.1). A recommender that shows everybody the
 * same ten items covers 10 / catalogue.
 *
 * <p>Exact: holds every item that was in a list once. Mutable; not thread-safe.
 */
public final class Coverage implements Mergeable<Coverage> {
  private final Set<String> items = new HashSet<>();
  private long count;

  /** Counts one list. */
  public void add(Collection<String> list) {
    items.addAll(list);
    count++;
  }

  @Override
  public void merge(Coverage other) {
    items.addAll(other.items);
    count += other.count;
  }

  @Override
  public Coverage fresh() {
    return new Coverage();
  }

  @Override
  public long count() {
    return count;
  }

  /** Distinct items in the lists. */
  public int distinct() {
    return items.size();
  }

  /**
   * The share of a catalogue that was in a list; 0 of an empty one.
   *
   * @param catalogue its items
   */
  public double of(long catalogue) {
    return catalogue == 0 ? 0 : (double) distinct() / catalogue;
  }
}
