package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Vocabulary.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Writes texts whose words depend on two hidden classes, a sentiment and a topic. Both the words
 * and the labels are noisy, so that no classifier reaches accuracy 1.
 */
final class TextSource {
  /** The classification tasks, by name. */
  static final Map<String, List<Lexicon>> TASKS =
      new TreeMap<>(Map.of("sentiment", Vocabulary.SENTIMENTS, "topic", Vocabulary.TOPICS));

  private static final int SHORTEST = 8;
  private static final int LONGEST = 16;
  private static final double FILLER = 0.4;

  private final TextConfig config;
  private final RandomGenerator random;

  TextSource(TextConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  /**
   * A text and the labels that it will be given.
   *
   * @param labels class by task
   */
  record Written(String text, Map<String, String> labels) {}

  Written write() {
    List<Lexicon> classes = new ArrayList<>();
    Map<String, String> labels = new TreeMap<>();
    TASKS.forEach(
        (task, all) -> {
          Lexicon drawn = draw(all);
          classes.add(drawn);
          labels.put(task, random.nextDouble() < config.labelNoise() ? any(all) : drawn.name());
        });
    return new Written(text(classes), labels);
  }

  private String text(List<Lexicon> classes) {
    int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
    List<String> words = new ArrayList<>();
    List<List<Lexicon>> tasks = List.copyOf(TASKS.values());
    while (words.size() < length) {
      int task = random.nextInt(tasks.size());
      words.add(word(classes.get(task), tasks.get(task)));
    }
    return String.join(" ", words);
  }

  private String word(Lexicon own, List<Lexicon> all) {
    if (random.nextDouble() < FILLER) {
      return of(Vocabulary.FILLERS);
    }
    boolean noise = random.nextDouble() < config.wordNoise();
    return of(noise ? of(all).words() : own.words());
  }

  private Lexicon draw(List<Lexicon> classes) {
    double drawn = random.nextDouble();
    for (Lexicon lexicon : classes) {
      drawn -= lexicon.share();
      if (drawn < 0) {
        return lexicon;
      }
    }
    return classes.get(classes.size() - 1);
  }

  private String any(List<Lexicon> classes) {
    return of(classes).name();
  }

  private <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
