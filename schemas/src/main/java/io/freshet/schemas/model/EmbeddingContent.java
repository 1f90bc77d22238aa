package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which terms an item has: a sparse row per item with a value for each term, how many learners say
 * so; more than 0 means that it has it. A description, which only this view knows of, goes before a
 * row.
 */
public final class EmbeddingContent {
  private static final int[] NONE = {};
  private static final Votes NO_VOTES = new Votes(NONE, new float[0]);

  /** The row of an item: terms by number with their values. Immutable. */
  private static final class Votes {
    final int[] terms;
    final float[] values;

    Votes(int[] terms, float[] values) {
      this.terms = terms;
      this.values = values;
    }

    float of(int term) {
      for (int i = 0; i < terms.length; i++) {
        if (terms[i] == term) {
          return values[i];
        }
      }
      return 0;
    }

    int[] positive() {
      int[] numbers = new int[terms.length];
      int size = 0;
      for (int i = 0; i < terms.length; i++) {
        if (values[i] > 0) {
          numbers[size++] = terms[i];
        }
      }
      return Arrays.copyOf(numbers, size);
    }
  }

  private final String table;
  private final EmbeddingKeys items;
  private final EmbeddingKeys terms;
  private Votes[] votes = new Votes[64];
  private int[][] described = new int[64][];
  private int[][] effective = new int[64][];

  EmbeddingContent(String table, EmbeddingKeys items, EmbeddingKeys terms) {
    this.table = table;
    this.items = items;
    this.terms = terms;
    items.onNewNumber(this::reset);
  }

  public String table() {
    return table;
  }

  /** The terms of an item, by number. */
  public int[] of(int item) {
    return effective[item];
  }

  /** What each of n terms of an item weighs: 1/√n. */
  public static float weight(int[] terms) {
    return terms.length == 0 ? 0 : (float) (1 / Math.sqrt(terms.length));
  }

  /**
   * Adds what the terms of an item add to its vector.
   *
   * @param vectors of terms, one behind the other
   */
  void addTerms(int item, float[] vectors, float[] sum) {
    int[] has = effective[item];
    float weight = weight(has);
    for (int term : has) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * vectors[term * sum.length + i];
      }
    }
  }

  /** Whether the row of an item has these terms, all different, and no others. */
  public boolean isKnown(String item, List<String> named) {
    Votes known = votesOf(item);
    if (known.positive().length != named.size()) {
      return false;
    }
    for (String term : named) {
      int number = terms.find(term);
      if (number == RowTable.ABSENT || known.of(number) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** The row of an item. */
  public Map<String, Float> votes(String item) {
    Votes known = votesOf(item);
    Map<String, Float> byTerm = new LinkedHashMap<>();
    for (int i = 0; i < known.terms.length; i++) {
      byTerm.put(terms.key(known.terms[i]), known.values[i]);
    }
    return byTerm;
  }

  /** Adds to a value of an item's row. */
  public void add(String item, String term, double value) {
    Map<String, Float> sum = votes(item);
    sum.put(term, (float) (sum.getOrDefault(term, 0f) + value));
    setVotes(item, sum);
  }

  /** Says what the terms of an item are, whatever its row says; none leave that to the row. */
  void describe(String item, List<String> named) {
    int number = items.find(item);
    if (number != RowTable.ABSENT && isDescribed(number, named)) {
      return;
    }
    number = items.findOrCreate(item);
    items.retain(number);
    int[] before = described[number];
    described[number] = held(named);
    refresh(number);
    releaseTerms(before);
    if (before.length > 0) {
      items.release(number);
    }
    if (named.isEmpty()) {
      items.release(number);
    }
  }

  void add(RowDelta delta) {
    for (int i = 0; i < delta.getColumns().size(); i++) {
      add(delta.getKey(), delta.getColumns().get(i), delta.getValues().get(i));
    }
  }

  void apply(ParameterRow row) {
    Map<String, Float> values = new LinkedHashMap<>();
    for (int i = 0; i < row.getColumns().size(); i++) {
      values.put(row.getColumns().get(i), row.getValues().get(i));
    }
    setVotes(row.getKey(), values);
  }

  void forEachRow(Consumer<ParameterRow> consumer) {
    for (int item = 0; item < items.bound(); item++) {
      if (items.isUsed(item) && votes[item].terms.length > 0) {
        consumer.accept(row(items.key(item)));
      }
    }
  }

  private ParameterRow row(String item) {
    Map<String, Float> values = votes(item);
    return ParameterRow.newBuilder()
        .setModel(EmbeddingModel.MODEL)
        .setTable(table)
        .setKey(item)
        .setColumns(List.copyOf(values.keySet()))
        .setValues(List.copyOf(values.values()))
        .build();
  }

  private Votes votesOf(String item) {
    int number = items.find(item);
    return number == RowTable.ABSENT ? NO_VOTES : votes[number];
  }

  private void setVotes(String item, Map<String, Float> values) {
    values.values().removeIf(value -> value == 0);
    int number = items.findOrCreate(item);
    items.retain(number);
    Votes before = votes[number];
    votes[number] = values.isEmpty() ? NO_VOTES : held(values);
    refresh(number);
    releaseTerms(before.terms);
    if (before.terms.length > 0) {
      items.release(number);
    }
    if (values.isEmpty()) {
      items.release(number);
    }
  }

  private boolean isDescribed(int item, List<String> named) {
    int[] known = described[item];
    boolean same = known.length == named.size();
    for (int i = 0; same && i < known.length; i++) {
      same = terms.find(named.get(i)) == known[i];
    }
    return same;
  }

  private Votes held(Map<String, Float> values) {
    int[] numbers = held(List.copyOf(values.keySet()));
    float[] added = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      added[i] = values.getOrDefault(terms.key(numbers[i]), 0f);
    }
    return new Votes(numbers, added);
  }

  private int[] held(List<String> named) {
    int[] numbers = new int[named.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = terms.findOrCreate(named.get(i));
      terms.retain(numbers[i]);
    }
    return numbers;
  }

  private void releaseTerms(int[] numbers) {
    for (int number : numbers) {
      terms.release(number);
    }
  }

  private void refresh(int item) {
    effective[item] = described[item].length > 0 ? described[item] : votes[item].positive();
  }

  private void reset(int item) {
    if (item >= votes.length) {
      votes = Arrays.copyOf(votes, 2 * votes.length);
      described = Arrays.copyOf(described, votes.length);
      effective = Arrays.copyOf(effective, votes.length);
    }
    votes[item] = NO_VOTES;
    described[item] = NONE;
    effective[item] = NONE;
  }
}
