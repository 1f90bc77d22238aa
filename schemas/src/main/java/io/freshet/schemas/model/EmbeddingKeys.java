package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the keys that several tables share. A number belongs to its key as long as somebody
 * {@linkplain #retain holds} it; then it is given to another one.
 */
final class EmbeddingKeys {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<@Nullable String> keys = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private final List<IntConsumer> tables = new ArrayList<>(2);
  private int[] holders = new int[64];
  private int removals;

  /**
   * @param reset hears of every number that a key is given: the row is to be its initial one
   */
  void onNewNumber(IntConsumer reset) {
    tables.add(reset);
  }

  /** The number of a key, or {@link RowTable#ABSENT}. */
  int find(String key) {
    Integer number = numbers.get(key);
    return number == null ? RowTable.ABSENT : number;
  }

  /** The number of a key, given to it where it had none. */
  int findOrCreate(String key) {
    Integer number = numbers.get(key);
    return number == null ? create(key) : number;
  }

  void retain(int number) {
    holders[number]++;
  }

  void release(int number) {
    if (--holders[number] == 0) {
      numbers.remove(key(number));
      keys.set(number, null);
      free.add(number);
      removals++;
    }
  }

  String key(int number) {
    return String.valueOf(keys.get(number));
  }

  /** Whether a number below the bound belongs to a key. */
  boolean isUsed(int number) {
    return holders[number] > 0;
  }

  /** Numbers are below this. */
  int bound() {
    return keys.size();
  }

  /** How many numbers were taken back so far: while it stays, keys keep their numbers. */
  int removals() {
    return removals;
  }

  /** Number of keys. */
  int size() {
    return numbers.size();
  }

  private int create(String key) {
    int number = free.isEmpty() ? append() : free.remove(free.size() - 1);
    keys.set(number, key);
    numbers.put(key, number);
    tables.forEach(table -> table.accept(number));
    return number;
  }

  private int append() {
    keys.add(null);
    if (keys.size() > holders.length) {
      holders = Arrays.copyOf(holders, 2 * holders.length);
    }
    return keys.size() - 1;
  }
}
