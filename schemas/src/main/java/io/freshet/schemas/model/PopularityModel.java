package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Decayed popularity: the count of an item is Σ g(t) over its interactions (see {@link
 * ForwardDecay}); items are ranked by it. Table {@value #ITEMS}: one dense value per item, relative
 * to the row's landmark.
 *
 * <p>The most popular items are kept in an ordered set. It is exact as long as counts only grow,
 * which they do relative to one another; a count that shrinks (a corrected row) leaves the set when
 * it falls below its neighbours.
 */
public final class PopularityModel implements ModelView {
  /** Name of the model of all time. */
  public static final String MODEL = "popularity";

  /** Name of the model of the last days. */
  public static final String TRENDING = "trending";

  public static final String ITEMS = "items";

  private final String name;
  private final ForwardDecay decay;
  private final int ranked;
  private final RowTable counts = new RowTable(1);
  private final TreeSet<Integer> top =
      new TreeSet<>(Comparator.comparingDouble(this::negatedCount).thenComparing(this::key));
  private long landmark;

  /**
   * @param name of the model
   */
  public PopularityModel(String name, PopularityConfig config) {
    this.name = name;
    this.decay = new ForwardDecay(config.halfLife());
    this.ranked = config.ranked();
  }

  /** The model of all time. */
  public PopularityModel(PopularityConfig config) {
    this(MODEL, config);
  }

  @Override
  public String model() {
    return name;
  }

  /** The decayed count of an item at a time; 0 for an unknown one. */
  public double count(String item, long now) {
    return count(counts.find(item), weight(now));
  }

  /**
   * The same by number.
   *
   * @param weight of an event at that time
   */
  public double count(int row, double weight) {
    return row == RowTable.ABSENT ? 0 : counts.get(row, 0) / weight;
  }

  /** What an event at a time weighs, relative to the landmark. */
  public double weight(long now) {
    return decay.weight(now, landmark);
  }

  /** The number of an item, or {@link RowTable#ABSENT}. */
  public int find(String item) {
    return counts.find(item);
  }

  /** The item of a number. */
  public String item(int row) {
    return key(row);
  }

  /** While it stays, items keep their numbers. */
  public int removals() {
    return counts.removals();
  }

  /**
   * The most popular accepted items, best first; ties in the order of the ids. Scores are counts
   * relative to the landmark.
   */
  public List<ScoredItem> top(int k, Predicate<String> accept) {
    List<ScoredItem> items = new ArrayList<>(k);
    for (int row : rank(k, row -> accept.test(key(row)))) {
      items.add(new ScoredItem(key(row), counts.get(row, 0)));
    }
    return items;
  }

  /** The numbers of the most popular accepted items, best first; ties in the order of the ids. */
  public int[] rank(int k, IntPredicate accept) {
    int[] rows = new int[Math.min(k, top.size())];
    int found = 0;
    for (int row : top) {
      if (found == rows.length) {
        break;
      }
      if (accept.test(row)) {
        rows[found++] = row;
      }
    }
    return Arrays.copyOf(rows, found);
  }

  /** The landmark that all counts are relative to; it only moves forward. */
  public long landmark() {
    return landmark;
  }

  /** Number of items. */
  public int size() {
    return counts.size();
  }

  /**
   * Counts one interaction.
   *
   * @return what was added to the row, relative to {@link #landmark()}
   */
  public double add(String item, long time, double weight) {
    moveLandmark(decay.landmark(time));
    int row = counts.findOrCreate(item);
    float before = counts.get(row, 0);
    set(row, (float) (before + weight * decay.weight(time, landmark)));
    return (double) counts.get(row, 0) - before;
  }

  /** Adds a delta that is relative to a landmark of its own. */
  public void addDelta(String item, double delta, long deltaLandmark) {
    moveLandmark(deltaLandmark);
    int row = counts.findOrCreate(item);
    set(row, (float) (counts.get(row, 0) + delta * decay.rescale(deltaLandmark, landmark)));
  }

  @Override
  public void add(RowDelta delta) {
    addDelta(delta.getKey(), delta.getValues().get(0), delta.getLandmark());
  }

  @Override
  public void apply(ParameterRow update) {
    if (update.getValues().isEmpty()) {
      remove(update.getKey());
      return;
    }
    moveLandmark(update.getLandmark());
    set(
        counts.findOrCreate(update.getKey()),
        (float) (update.getValues().get(0) * decay.rescale(update.getLandmark(), landmark)));
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    for (int row = 0; row < counts.bound(); row++) {
      if (counts.key(row) != null) {
        consumer.accept(
            ParameterRow.newBuilder()
                .setModel(name)
                .setTable(ITEMS)
                .setKey(key(row))
                .setValues(List.of(counts.get(row, 0)))
                .setLandmark(landmark)
                .build());
      }
    }
  }

  private void moveLandmark(long to) {
    if (to <= landmark) {
      return;
    }
    List<Integer> ordered = List.copyOf(top);
    top.clear();
    counts.scale(0, (float) decay.rescale(landmark, to));
    top.addAll(ordered);
    landmark = to;
  }

  private void set(int row, float value) {
    boolean inside = top.remove(row);
    counts.set(row, 0, value);
    if (inside || top.size() < ranked || negatedCount(row) < negatedCount(top.last())) {
      top.add(row);
    }
    if (top.size() > ranked) {
      top.pollLast();
    }
  }

  private void remove(String item) {
    int row = counts.find(item);
    if (row != RowTable.ABSENT) {
      top.remove(row);
      counts.remove(item);
    }
  }

  private double negatedCount(int row) {
    return -counts.get(row, 0);
  }

  private String key(int row) {
    return String.valueOf(counts.key(row));
  }
}
