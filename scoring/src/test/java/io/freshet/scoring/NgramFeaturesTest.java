package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.SoftmaxConfig;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NgramFeaturesTest {
  private static final SoftmaxConfig WORDS =
      new SoftmaxConfig(0.3, 0.07, 0.06, 0, 0, 0, 30, 2, 0, 0, 100);

  @Test
  void wordsAndWordPairsOfTheLowerCasedText() {
    TextFeatures features = new NgramFeatures(WORDS).of("Good, good FILM!");

    assertThat(features.features())
        .containsExactlyInAnyOrder(
            word("good"), word("film"), word("good><good"), word("good><film"));
    assertThat(features.features()).isSorted();
  }

  @Test
  void valuesGrowWithCountsAndHaveLengthOne() {
    TextFeatures features =
        new NgramFeatures(new SoftmaxConfig(0.3, 0.07, 0.06, 0, 0, 0, 30, 1, 0, 0, 100))
            .of("a a b");

    double norm = Math.hypot(1 + Math.log(2), 1);
    assertThat(valueOf(features, word("a"))).isCloseTo((1 + Math.log(2)) / norm, within(1e-6));
    assertThat(valueOf(features, word("b"))).isCloseTo(1 / norm, within(1e-6));
  }

  @Test
  void characterGramsStayWithinAWord() {
    TextFeatures features =
        new NgramFeatures(new SoftmaxConfig(0.3, 0.07, 0.06, 0, 0, 0, 30, 1, 3, 4, 100))
            .of("ab cd");

    TreeSet<Integer> expected = new TreeSet<>();
    for (String gram : new String[] {"<ab", "ab>", "<ab>", "<cd", "cd>", "<cd>"}) {
      expected.add(Murmur3.hash(gram, 2) & (1 << 30) - 1);
    }
    expected.add(word("ab"));
    expected.add(word("cd"));
    assertThat(features.features()).containsExactly(toArray(expected));
  }

  @Test
  void wordsAreUnicodeLettersAndDigits() {
    NgramFeatures ngrams =
        new NgramFeatures(new SoftmaxConfig(0.3, 0.07, 0.06, 0, 0, 0, 30, 1, 0, 0, 100));

    assertThat(ngrams.of("Größe_𝒳7 Ж").features())
        .containsExactlyInAnyOrder(word("größe"), word("𝒳7"), word("ж"));
    assertThat(ngrams.of("?! …").size()).isZero();
  }

  @Test
  void wordsBeyondTheBoundAreLeftOut() {
    SoftmaxConfig two = new SoftmaxConfig(0.3, 0.07, 0.06, 0, 0, 0, 30, 1, 0, 0, 2);

    assertThat(new NgramFeatures(two).of("a b c").features())
        .containsExactlyInAnyOrder(word("a"), word("b"));
  }

  @Test
  void fingerprintNamesTheSettings() {
    assertThat(new NgramFeatures(SoftmaxConfig.defaults()).fingerprint())
        .isEqualTo("ngrams-murmur3-w2-c3-5-b22-m400");
  }

  @Test
  void hashEqualsTheByteWiseDefinition() {
    Random random = new Random(3);
    assertThat(Murmur3.hash("", 0)).isZero();
    assertThat(Murmur3.hash("", 1)).isEqualTo(0x514E28B7);
    for (int length = 0; length < 40; length++) {
      String text =
          random
              .ints(length, 'a', 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(Murmur3.hash(text, length))
          .isEqualTo(reference(text.getBytes(StandardCharsets.UTF_16LE), length));
    }
  }

  private static int word(String text) {
    return Murmur3.hash(text, 1) & (1 << 30) - 1;
  }

  private static double valueOf(TextFeatures features, int feature) {
    for (int i = 0; i < features.size(); i++) {
      if (features.features()[i] == feature) {
        return features.values()[i];
      }
    }
    throw new AssertionError("no feature " + feature);
  }

  private static int[] toArray(TreeSet<Integer> set) {
    return set.stream().mapToInt(Integer::intValue).toArray();
  }

  /** MurmurHash3_x86_32 byte by byte. */
  private static int reference(byte[] bytes, int seed) {
    int h = seed;
    int block = 0;
    for (int i = 0; i < bytes.length; i++) {
      block |= (bytes[i] & 0xff) << 8 * (i % 4);
      boolean full = i % 4 == 3;
      if (full || i == bytes.length - 1) {
        h ^= Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
        h = full ? Integer.rotateLeft(h, 13) * 5 + 0xe6546b64 : h;
        block = 0;
      }
    }
    h ^= bytes.length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
