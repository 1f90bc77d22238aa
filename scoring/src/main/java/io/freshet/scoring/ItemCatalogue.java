package io.freshet.scoring;

import io.freshet.schemas.record.ItemFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The latest features of every item, and a bounded pool of the newest ones. It gives each item an
 * id: a small number that stays, also to items that only models know of. Not thread-safe: it
 * belongs to one subtask.
 */
public final class ItemCatalogue {
  /** Answer of {@link #find} for an item that nobody asked the id of. */
  static final int ABSENT = -1;

  private final int poolSize;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> items = new ArrayList<>();
  private final List<@Nullable CatalogueEntry> entries = new ArrayList<>();
  private final List<CatalogueEntry> alive = new ArrayList<>();
  private final ContentIndex content = new ContentIndex(this::item);
  private final TreeSet<CatalogueEntry> newest =
      new TreeSet<>(
          Comparator.comparingLong(CatalogueEntry::firstSeen)
              .reversed()
              .thenComparing(CatalogueEntry::item));
  private int size;

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
    int id = id(features.getItem());
    CatalogueEntry entry = new CatalogueEntry(id, features);
    CatalogueEntry before = entries.set(id, entry);
    if (before == null) {
      size++;
    } else {
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
      content.update(id, features);
    }
    return news;
  }

  /** Which items are about the same. */
  ContentIndex content() {
    return content;
  }

  /** The id of an item, given on first sight. */
  int id(String item) {
    Integer id = ids.get(item);
    if (id == null) {
      id = items.size();
      ids.put(item, id);
      items.add(item);
      entries.add(null);
    }
    return id;
  }

  /** The id of an item, or {@link #ABSENT}. */
  int find(String item) {
    return ids.getOrDefault(item, ABSENT);
  }

  /** The item of an id. */
  String item(int id) {
    return items.get(id);
  }

  public Optional<ItemFeatures> features(String item) {
    return Optional.ofNullable(entry(find(item))).map(CatalogueEntry::features);
  }

  public boolean isDeleted(String item) {
    return isDeleted(find(item));
  }

  boolean isDeleted(int id) {
    CatalogueEntry entry = entry(id);
    return entry != null && entry.place < 0;
  }

  /** Whether it is an item that is not deleted. */
  public boolean isAlive(String item) {
    CatalogueEntry entry = entry(find(item));
    return entry != null && entry.place >= 0;
  }

  /** Number of items that were described, deleted ones included. */
  public int size() {
    return size;
  }

  /** Number of items that are not deleted. */
  public int alive() {
    return alive.size();
  }

  /** The newest items that are not older than {@code since}, newest first. */
  int[] newItems(int k, long since, IntPredicate accept) {
    int[] found = new int[Math.min(k, newest.size())];
    int count = 0;
    for (CatalogueEntry entry : newest) {
      if (count == found.length || entry.firstSeen() < since) {
        break;
      }
      if (accept.test(entry.id())) {
        found[count++] = entry.id();
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** An item drawn uniformly from those that are not deleted. */
  int draw(RandomGenerator random) {
    return alive.get(random.nextInt(alive.size())).id();
  }

  public void forEach(Consumer<ItemFeatures> consumer) {
    for (CatalogueEntry entry : entries) {
      if (entry != null) {
        consumer.accept(entry.features());
      }
    }
  }

  @Nullable CatalogueEntry entry(int id) {
    return id == ABSENT ? null : entries.get(id);
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
