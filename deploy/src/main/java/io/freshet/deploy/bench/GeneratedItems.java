package io.freshet.deploy.bench;

import io.freshet.schemas.record.ItemFeatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Descriptions for the items of an {@link InteractionStream}, of a seed: titles of a few words. */
final class GeneratedItems {
  private static final int WORDS = 500;
  private static final int GENRES = 12;
  private static final int TITLE = 5;

  private GeneratedItems() {}

  static List<ItemFeatures> make(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    ZipfSampler words = new ZipfSampler(WORDS, 1);
    List<ItemFeatures> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(
          ItemFeatures.newBuilder()
              .setItem("item-" + i)
              .setTitle(title(words, random))
              .setCategories(List.of("genre-" + random.nextInt(GENRES)))
              .setPrice(1 + 99 * random.nextDouble())
              .setFirstSeen(i)
              .setRates(Map.of("click", random.nextDouble()))
              .setEventTime(i)
              .setUpdatedTime(i)
              .build());
    }
    return items;
  }

  private static String title(ZipfSampler words, SplittableRandom random) {
    Set<String> title = new HashSet<>();
    while (title.size() < TITLE) {
      title.add("word" + words.sample(random));
    }
    return String.join(" ", title);
  }
}
