package io.freshet.scoring;

import io.freshet.schemas.record.ItemFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The latest features of every item, and a bounded pool of the newest ones. Not thread-safe: it
 * belongs to one subtask.
 */
public final class ItemCatalogue {
  private final int poolSize;
  private final Map<String, CatalogueEntry> entries = new HashMap<>();
  private final List<CatalogueEntry> alive = new ArrayList<>();
  private final ContentIndex content = new ContentIndex();
  private final TreeSet<CatalogueEntry> newest =
      new TreeSet<>(
          Comparator.comparingLong(CatalogueEntry::firstSeen)
              .reversed()
              .thenComparing(CatalogueEntry::item));

  /**
   * @param poolSize how many of the newest items are kept in order
   */
  public ItemCatalogue(int poolSize) {
    this.poolSize = poolSize;
  }

  /**
   * Takes the latest features of an item.
   *
   * @return whether its title, its categories or its deletion are news
   */
  public boolean update(ItemFeatures features) {
    CatalogueEntry entry = new CatalogueEntry(features);
    CatalogueEntry before = entries.put(features.getItem(), entry);
    if (before != null) {
      newest.remove(before);
      takeOut(before);
    }
    if (!features.getDeleted()) {
      entry.place = alive.size();
      alive.add(entry);
      newest.add(entry);
      if (newest.size() > poolSize) {
        newest.pollLast();
      }
    }
    boolean news = before == null || !entry.isDescribedLike(before);
    if (news) {
      content.update(features);
    }
    return news;
  }

  /** Which items are about the same. */
  ContentIndex content() {
    return content;
  }

  public Optional<ItemFeatures> features(String item) {
    return Optional.ofNullable(entries.get(item)).map(CatalogueEntry::features);
  }

  public boolean isDeleted(String item) {
    CatalogueEntry entry = entries.get(item);
    return entry != null && entry.features().getDeleted();
  }

  /** Whether it is an item that is not deleted. */
  public boolean isAlive(String item) {
    CatalogueEntry entry = entries.get(item);
    return entry != null && entry.place >= 0;
  }

  /** Number of items, deleted ones included. */
  public int size() {
    return entries.size();
  }

  /** Number of items that are not deleted. */
  public int alive() {
    return alive.size();
  }

  /** The newest items that are not older than {@code since}, newest first. */
  public List<String> newItems(int k, long since, Predicate<String> accept) {
    List<String> items = new ArrayList<>();
    for (CatalogueEntry entry : newest) {
      if (items.size() == k || entry.firstSeen() < since) {
        break;
      }
      if (accept.test(entry.item())) {
        items.add(entry.item());
      }
    }
    return items;
  }

  /** An item drawn uniformly from those that are not deleted. */
  public String draw(RandomGenerator random) {
    return alive.get(random.nextInt(alive.size())).item();
  }

  public void forEach(Consumer<ItemFeatures> consumer) {
    entries.values().forEach(entry -> consumer.accept(entry.features()));
  }

  @Nullable CatalogueEntry entry(String item) {
    return entries.get(item);
  }

  private void takeOut(CatalogueEntry entry) {
    if (entry.place >= 0) {
      CatalogueEntry moved = alive.remove(alive.size() - 1);
      if (moved != entry) {
        alive.set(entry.place, moved);
        moved.place = entry.place;
      }
    }
  }
}
