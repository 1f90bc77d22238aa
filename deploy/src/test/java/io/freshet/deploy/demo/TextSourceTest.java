package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.demo.TextSource.Written;
import io.freshet.deploy.demo.Vocabulary.Lexicon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextSourceTest {
  private static final int TEXTS = 5_000;

  @Test
  void sharesOfATaskAddUpToOne() {
    assertThat(TextSource.TASKS.values())
        .allSatisfy(
            classes ->
                assertThat(classes.stream().mapToDouble(Lexicon::share).sum()).isEqualTo(1.0));
  }

  @Test
  void wordsTellTheClassesButNotAlways() {
    List<Written> texts = write();

    TextSource.TASKS.forEach(
        (task, classes) -> {
          double right = share(texts, task, text -> mostWords(text, classes));
          double majority = share(texts, task, text -> classes.get(0).name());
          assertThat(majority).isBetween(0.35, 0.55);
          assertThat(right).isBetween(majority + 0.3, 0.97);
        });
  }

  @Test
  void oneSeedWritesTheSameTexts() {
    assertThat(write()).isEqualTo(write());
  }

  private static List<Written> write() {
    TextSource source = new TextSource(TextConfig.defaults(), new SplittableRandom(11));
    List<Written> texts = new ArrayList<>();
    for (int n = 0; n < TEXTS; n++) {
      texts.add(source.write());
    }
    return texts;
  }

  private interface Classifier {
    String classify(String text);
  }

  private static double share(List<Written> texts, String task, Classifier classifier) {
    long right =
        texts.stream()
            .filter(text -> classifier.classify(text.text()).equals(text.labels().get(task)))
            .count();
    return (double) right / texts.size();
  }

  private static String mostWords(String text, List<Lexicon> classes) {
    List<String> words = List.of(text.split(" "));
    Comparator<Lexicon> byWords =
        Comparator.comparingLong(c -> words.stream().filter(c.words()::contains).count());
    return classes.stream()
        .max(byWords.thenComparingDouble(Lexicon::share))
        .map(Lexicon::name)
        .orElseThrow();
  }
}
