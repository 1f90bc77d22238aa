package io.freshet.learner;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.RankingCandidate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generated examples of all three kinds, ratings among them. */
public final class Examples {
  private static final int HISTORY = 20;

  private final Random random;
  private final Ratings ratings;
  private final Map<String, Deque<String>> histories = new HashMap<>();
  private int made;

  public Examples(long seed) {
    this.random = new Random(seed);
    this.ratings = new Ratings(seed);
  }

  /** A stream of examples of all kinds, mixed. */
  public static List<Example> mixed(long seed, int count) {
    Examples examples = new Examples(seed);
    List<Example> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(
          switch (i % 4) {
            case 0 -> examples.nextItem();
            case 1 -> examples.ranking();
            case 2 -> examples.text();
            default -> examples.ratings.next();
          });
    }
    return list;
  }

  /** Users walk around on a ring of items. */
  public Example nextItem() {
    String user = "u" + random.nextInt(30);
    Deque<String> history = histories.computeIfAbsent(user, u -> new ArrayDeque<>());
    int last = history.isEmpty() ? random.nextInt(60) : number(history.getLast());
    String item = "i" + Math.floorMod(last + random.nextInt(5) - 1, 60);
    Example example = nextItem(List.copyOf(history), item);
    example.setKey(user);
    history.addLast(item);
    if (history.size() > HISTORY) {
      history.removeFirst();
    }
    return example;
  }

  public Example nextItem(List<String> history, String item) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (String visited : history) {
      entries.add(new HistoryEntry(visited, InteractionType.VIEW, null, 0L));
    }
    return example(ExampleKind.NEXT_ITEM)
        .setHistory(entries)
        .setItem(item)
        .setType(InteractionType.VIEW)
        .setNegatives(others(item))
        .setTerms(isOnRing(item) ? List.of("part" + number(item) / 6, "ring") : List.of())
        .build();
  }

  /** Five items that lie elsewhere on the ring. */
  private List<String> others(String item) {
    List<String> others = new ArrayList<>();
    for (int i = 1; i <= 5 && isOnRing(item); i++) {
      others.add("i" + (number(item) + 3 + 9 * i + made % 9) % 60);
    }
    return others;
  }

  /** The first feature attracts, the second repels. */
  public Example ranking() {
    List<RankingCandidate> candidates = new ArrayList<>();
    for (int position = 0; position < 5; position++) {
      List<Float> features = new ArrayList<>(Collections.nCopies(RankingFeatures.NAMES.size(), 0f));
      features.replaceAll(zero -> random.nextInt(3) == 0 ? 0f : random.nextFloat());
      double margin = 3 * features.get(0) - 3 * features.get(1);
      float label = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
      candidates.add(new RankingCandidate("i" + position, position, features, label, "", null));
    }
    return example(ExampleKind.RANKING)
        .setCandidates(candidates)
        .setFeatureSet(RankingFeatures.FINGERPRINT)
        .build();
  }

  /** Each class has words of its own, and all share some. */
  public Example text() {
    int truth = random.nextInt(3);
    List<Integer> features = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      features.add(
          random.nextBoolean() ? 100 * (truth + 1) + random.nextInt(20) : random.nextInt(50));
      values.add(0.5f);
    }
    return example(ExampleKind.TEXT)
        .setTask("sentiment")
        .setLabel(List.of("negative", "neutral", "positive").get(truth))
        .setFeatures(features)
        .setValues(values)
        .build();
  }

  private Example.Builder example(ExampleKind kind) {
    made++;
    return Example.newBuilder()
        .setId("e" + made)
        .setKind(kind)
        .setKey("k" + made % 17)
        .setEventTime(made * 1_000L)
        .setIngestTime(1_000_000 + made);
  }

  private static boolean isOnRing(String item) {
    return item.matches("i[0-9]+");
  }

  private static int number(String item) {
    return Integer.parseInt(item.substring(1));
  }
}
