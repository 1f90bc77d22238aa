package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which categories an item has: a sparse row per item with one value for each category, how many
 * learners say so; more than 0 means that it has it. Each of n categories then speaks with the
 * weight 1/√n.
 */
public final class RatingContent {
  private final String table;
  private final RatingRows categories;
  private final Map<String, Categories> items = new HashMap<>();

  /** Categories of one item. Immutable. */
  static final class Categories {
    static final Categories NONE = new Categories(Map.of(), new int[0]);

    private final Map<String, Float> votes;
    private final int[] rows;

    private Categories(Map<String, Float> votes, int[] rows) {
      this.votes = votes;
      this.rows = rows;
    }

    int size() {
      return rows.length;
    }

    /** Row of one of them. */
    int row(int index) {
      return rows[index];
    }

    /** What each of them counts. */
    double weight() {
      return 1 / Math.sqrt(rows.length);
    }
  }

  /**
   * @param categories where the rows of categories are
   */
  RatingContent(String table, RatingRows categories) {
    this.table = table;
    this.categories = categories;
  }

  /** What is known of an item. */
  Categories of(String item) {
    return items.getOrDefault(item, Categories.NONE);
  }

  /** These categories; those that nothing was ever learned about are left out. */
  Categories named(List<String> names) {
    int[] rows = new int[names.size()];
    int size = 0;
    for (String name : names) {
      int row = categories.find(name);
      if (row != RowTable.ABSENT) {
        rows[size++] = row;
      }
    }
    return new Categories(Map.of(), Arrays.copyOf(rows, size));
  }

  /** Whether these are the categories that an item has. */
  public boolean isKnown(String item, List<String> named) {
    Categories known = of(item);
    if (known.size() != named.size()) {
      return false;
    }
    for (String category : named) {
      if (known.votes.getOrDefault(category, 0f) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Votes of an item by category. */
  public Map<String, Float> votes(String item) {
    return Collections.unmodifiableMap(of(item).votes);
  }

  /** Adds votes to a category of an item. */
  public void add(String item, String category, double votes) {
    Map<String, Float> sum = new TreeMap<>(of(item).votes);
    sum.put(category, (float) (sum.getOrDefault(category, 0f) + votes));
    set(item, sum);
  }

  void add(RowDelta delta) {
    for (int i = 0; i < delta.getColumns().size(); i++) {
      add(delta.getKey(), delta.getColumns().get(i), delta.getValues().get(i));
    }
  }

  void apply(ParameterRow row) {
    Map<String, Float> votes = new TreeMap<>();
    for (int i = 0; i < row.getColumns().size(); i++) {
      votes.put(row.getColumns().get(i), row.getValues().get(i));
    }
    set(row.getKey(), votes);
  }

  void forEachRow(Consumer<ParameterRow> consumer) {
    items.forEach(
        (item, known) ->
            consumer.accept(
                RatingModel.row(
                    table,
                    item,
                    List.copyOf(known.votes.keySet()),
                    List.copyOf(known.votes.values()))));
  }

  private void set(String item, Map<String, Float> votes) {
    votes.values().removeIf(value -> value == 0);
    List<Integer> rows = new ArrayList<>(votes.size());
    votes.forEach(
        (category, value) -> {
          if (value > 0) {
            rows.add(categories.findOrCreate(category));
          }
        });
    if (votes.isEmpty()) {
      items.remove(item);
    } else {
      int[] numbers = rows.stream().mapToInt(Integer::intValue).toArray();
      items.put(item, new Categories(votes, numbers));
    }
  }
}
