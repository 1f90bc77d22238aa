package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemTermsTest {
  @Test
  void wordsOfTheTitleThenCategories() {
    assertThat(ItemTerms.of(Optional.of("Toy Story (1995)"), List.of("Animation", "Comedy")))
        .containsExactly("toy", "story", "1995", "category:Animation", "category:Comedy");
  }

  @Test
  void eachTermOnceAndNoSingleCharacters() {
    assertThat(ItemTerms.of(Optional.of("A 3-piece SET set, Ärmel & 東京"), List.of("x", "x")))
        .containsExactly("piece", "set", "ärmel", "東京", "category:x");
  }

  @Test
  void boundsTheWordsOfATitle() {
    String title =
        IntStream.range(0, 100).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    assertThat(ItemTerms.of(Optional.of(title), List.of("c")))
        .hasSize(ItemTerms.WORDS + 1)
        .contains("word15", "category:c")
        .doesNotContain("word16");
  }

  @Test
  void nothingIsKnownOfAnItemWithoutContent() {
    assertThat(ItemTerms.of(Optional.empty(), List.of())).isEmpty();
  }
}
