package io.freshet.scoring;

import io.freshet.schemas.model.SoftmaxConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Text → hashed n-grams. Words are maximal runs of Unicode letters and digits of the lower-cased
 * text. Features are the word n-grams up to a length, and the n-grams of UTF-16 units within a word
 * between {@code <} and {@code >}; each is hashed by {@link Murmur3} to 2^bits numbers. The value
 * of a feature that occurs c times is 1 + ln c, scaled so that the vector has the length 1.
 *
 * <p>Source: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009;
 * Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 2017, for the word
 * marks. Not thread-safe.
 */
public final class NgramFeatures {
  private static final int WORD_SEED = 1;
  private static final int CHAR_SEED = 2;

  /** Sees the n-grams of a text, as they lie between the marks of their words. */
  private interface GramVisitor {
    void visit(CharSequence marked, int from, int to, int feature);
  }

  private final SoftmaxConfig config;
  private final int mask;
  private final String fingerprint;
  private final int[] starts;
  private final int[] ends;
  private int[] hashes = new int[1024];
  private int size;

  public NgramFeatures(SoftmaxConfig config) {
    this.config = config;
    this.mask = (1 << config.hashBits()) - 1;
    this.starts = new int[config.maxWords()];
    this.ends = new int[config.maxWords()];
    this.fingerprint =
        "ngrams-murmur3-w%d-c%d-%d-b%d-m%d"
            .formatted(
                config.wordGrams(),
                config.charGramsFrom(),
                config.charGramsTo(),
                config.hashBits(),
                config.maxWords());
  }

  /** Names the settings: features of two fingerprints must never meet in one model. */
  public String fingerprint() {
    return fingerprint;
  }

  public TextFeatures of(String text) {
    size = 0;
    visit(text, (marked, from, to, feature) -> add(feature));
    return collect();
  }

  /**
   * What features of a text stand for: for each the first n-gram of the text that has it,
   * lower-cased; empty where there is none.
   */
  public List<String> surfaces(String text, int[] features) {
    String[] surfaces = new String[features.length];
    Arrays.fill(surfaces, "");
    visit(
        text,
        (marked, from, to, feature) -> {
          for (int i = 0; i < features.length; i++) {
            if (features[i] == feature && surfaces[i].isEmpty()) {
              surfaces[i] = surface(marked, from, to);
            }
          }
        });
    return List.of(surfaces);
  }

  private static String surface(CharSequence marked, int from, int to) {
    return marked.subSequence(from, to).toString().replace("><", " ").replaceAll("[<>]", "");
  }

  private void visit(String text, GramVisitor visitor) {
    StringBuilder marked = new StringBuilder(text.length() + 64);
    int words = splitIntoWords(text.toLowerCase(Locale.ROOT), marked);
    for (int word = 0; word < words; word++) {
      visitWordGrams(marked, word, words, visitor);
      visitCharGrams(marked, starts[word] - 1, ends[word] + 1, visitor);
    }
  }

  /** Writes the words as {@code <word><word>…}; their bounds are without the marks. */
  private int splitIntoWords(String text, StringBuilder marked) {
    int words = 0;
    int i = 0;
    while (i < text.length() && words < config.maxWords()) {
      int end = endOfWord(text, i);
      if (end > i) {
        starts[words] = marked.append('<').length();
        ends[words++] = marked.append(text, i, end).length();
        marked.append('>');
        i = end;
      } else {
        i += Character.charCount(text.codePointAt(i));
      }
    }
    return words;
  }

  private static int endOfWord(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isLetterOrDigit(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private void visitWordGrams(CharSequence marked, int word, int words, GramVisitor visitor) {
    int last = Math.min(words, word + config.wordGrams());
    for (int to = word; to < last; to++) {
      visit(marked, starts[word], ends[to], WORD_SEED, visitor);
    }
  }

  private void visitCharGrams(CharSequence marked, int from, int to, GramVisitor visitor) {
    if (config.charGramsFrom() == 0) {
      return;
    }
    for (int length = config.charGramsFrom(); length <= config.charGramsTo(); length++) {
      for (int start = from; start + length <= to; start++) {
        visit(marked, start, start + length, CHAR_SEED, visitor);
      }
    }
  }

  private void visit(CharSequence marked, int from, int to, int seed, GramVisitor visitor) {
    visitor.visit(marked, from, to, Murmur3.hash(marked, from, to, seed) & mask);
  }

  private void add(int feature) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = feature;
  }

  private TextFeatures collect() {
    Arrays.sort(hashes, 0, size);
    int[] features = new int[size];
    float[] values = new float[size];
    int distinct = 0;
    double squares = 0;
    for (int from = 0, to; from < size; from = to) {
      to = endOfRun(from);
      double value = 1 + Math.log(to - from);
      features[distinct] = hashes[from];
      values[distinct++] = (float) value;
      squares += value * value;
    }
    scale(values, distinct, (float) (1 / Math.sqrt(squares)));
    return new TextFeatures(Arrays.copyOf(features, distinct), Arrays.copyOf(values, distinct));
  }

  private int endOfRun(int from) {
    int to = from + 1;
    while (to < size && hashes[to] == hashes[from]) {
      to++;
    }
    return to;
  }

  private static void scale(float[] values, int size, float factor) {
    for (int i = 0; i < size; i++) {
      values[i] *= factor;
    }
  }
}
