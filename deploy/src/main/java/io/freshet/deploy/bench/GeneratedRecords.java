package io.freshet.deploy.bench;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.BaselineList;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.UserFeatures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The records that {@link GeneratedVisits} bring about in the pipeline, by number. */
public record GeneratedRecords(GeneratedVisits visits) implements Serializable {
  private static final long START = 1_700_000_000_000L;
  private static final int LIST_SIZE = 10;
  private static final int NEGATIVES = 20;
  private static final int EXAMPLE_HISTORY = 20;
  private static final int CATEGORIES = 50;
  private static final int WORDS = 5_000;
  private static final int TITLE = 4;

  public Item item(long number) {
    return Item.newBuilder()
        .setEventId("describe-" + number)
        .setItem(visits.itemName((int) number))
        .setTitle(title(number))
        .setCategories(categories(number))
        .setPrice(1.0 + number % 100)
        .setEventTime(START)
        .setIngestTime(START)
        .build();
  }

  public ItemFeatures itemFeatures(long number) {
    return new ItemFeatures(
        visits.itemName((int) number),
        title(number),
        categories(number),
        1.0 + number % 100,
        START + number,
        false,
        1.0,
        Map.of("VIEW", 1L),
        Map.of("click", 0.05),
        START + number,
        START + number);
  }

  public Interaction interaction(long number) {
    GeneratedVisits.Visit visit = visits.visit(number);
    return Interaction.newBuilder()
        .setEventId("e" + number)
        .setUser(visits.userName(visit.user()))
        .setItem(item(visit.user(), visit.step()))
        .setType(InteractionType.VIEW)
        .setEventTime(START + number)
        .setIngestTime(START + number)
        .setContext(Map.of())
        .build();
  }

  /** The features of a user after a visit. */
  public UserFeatures userFeatures(long number) {
    GeneratedVisits.Visit visit = visits.visit(number);
    return new UserFeatures(
        visits.userName(visit.user()),
        visit.step() + 1,
        "e" + number,
        START + number,
        START + number,
        history(visit, visit.step() + 1, visits.perUser()),
        Map.of("type:VIEW", 1.0 + visit.step()),
        START,
        1 + (int) Math.min(visit.step(), visits.perUser()));
  }

  /** The example of a visit. */
  public Example example(long number) {
    GeneratedVisits.Visit visit = visits.visit(number);
    return Example.newBuilder()
        .setId("next/e" + number)
        .setKind(ExampleKind.NEXT_ITEM)
        .setEventTime(START + number)
        .setIngestTime(START + number)
        .setKey(visits.userName(visit.user()))
        .setHistory(history(visit, visit.step(), EXAMPLE_HISTORY))
        .setItem(item(visit.user(), visit.step()))
        .setType(InteractionType.VIEW)
        .setNegatives(items(number, NEGATIVES))
        .build();
  }

  /** The list that these features bring about. */
  public Recommendation list(UserFeatures after) {
    long seed = after.getEventTime();
    List<RankedItem> ranked = new ArrayList<>(LIST_SIZE);
    for (String item : items(seed, LIST_SIZE)) {
      List<Float> features =
          new ArrayList<>(Collections.nCopies(RankingFeatures.NAMES.size(), 0.5f));
      ranked.add(new RankedItem(item, 0.5f, "co-visitation", item, features, 1f, List.of()));
    }
    return new Recommendation(
        after.getUser() + '/' + after.getSequence(),
        after.getUser(),
        after.getSequence(),
        after.getTrigger(),
        null,
        ranked,
        List.of(
            new BaselineList("popularity", items(-1, LIST_SIZE)),
            new BaselineList("last-item", items(seed + 1, LIST_SIZE))),
        RankingFeatures.FINGERPRINT,
        1L,
        "freshet",
        after.getEventTime(),
        after.getTriggerIngestTime(),
        after.getTriggerIngestTime() + 1,
        null);
  }

  private List<HistoryEntry> history(GeneratedVisits.Visit visit, long until, int limit) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (long step = Math.max(0, until - limit); step < until; step++) {
      entries.add(
          new HistoryEntry(item(visit.user(), step), InteractionType.VIEW, null, START + step));
    }
    return entries;
  }

  private List<String> items(long seed, int count) {
    List<String> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(visits.itemName(visits.popular(seed, -10 - i)));
    }
    return items;
  }

  private String item(int user, long step) {
    return visits.itemName(visits.item(user, step));
  }

  private String title(long item) {
    StringBuilder title = new StringBuilder();
    for (int i = 0; i < TITLE; i++) {
      title.append("word").append(visits.popular(item, -100 - i) % WORDS).append(' ');
    }
    return title.toString();
  }

  private static List<String> categories(long item) {
    return List.of("category-" + item % CATEGORIES);
  }
}
