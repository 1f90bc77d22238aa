package io.freshet.learner;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generated ratings: half the users like the items of category a and half those of b. */
final class Ratings {
  /** Of the ratings from 3. */
  static final double MEAN_ABSOLUTE_DEVIATION = 1.3;

  private static final int HISTORY = 20;

  private final Random random;
  private final Map<String, Deque<HistoryEntry>> histories = new HashMap<>();
  private int made;

  Ratings(long seed) {
    this.random = new Random(seed);
  }

  Example next() {
    int user = random.nextInt(40);
    int item = random.nextInt(60);
    double liked = user % 4 < 2 == item % 2 < 1 ? 4.3 : 1.7;
    double value = Math.rint(Math.min(5, Math.max(1, liked + 0.6 * random.nextGaussian())));
    Example example = of("u" + user, "i" + item, value);
    example.setCategories(List.of(item % 2 < 1 ? "a" : "b", "c" + item % 3));
    return example;
  }

  /** The next rating of a user, with the history so far. */
  Example of(String user, String item, double value) {
    made++;
    Deque<HistoryEntry> history = histories.computeIfAbsent(user, added -> new ArrayDeque<>());
    Example example =
        Example.newBuilder()
            .setId("r" + made)
            .setKind(ExampleKind.NEXT_ITEM)
            .setKey(user)
            .setEventTime(made * 1_000L)
            .setIngestTime(1_000_000 + made)
            .setHistory(new ArrayList<>(history))
            .setItem(item)
            .setType(InteractionType.RATING)
            .setValue(value)
            .build();
    history.add(new HistoryEntry(item, InteractionType.RATING, value, made * 1_000L));
    if (history.size() > HISTORY) {
      history.remove();
    }
    return example;
  }
}
