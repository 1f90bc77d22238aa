package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeSamplerTest {
  private final NegativeSampler sampler = new NegativeSampler(3, List.of());

  @Test
  void keepsTheLastItemsInOrder() {
    List.of("a", "b", "c", "d", "e").forEach(sampler::add);
    assertThat(sampler.items()).containsExactly("c", "d", "e");
  }

  @Test
  void goesOnFromItsItemsAsIfNeverStopped() {
    List.of("a", "b", "c", "d").forEach(sampler::add);
    NegativeSampler restored = new NegativeSampler(3, sampler.items());
    sampler.add("e");
    restored.add("e");
    assertThat(restored.items()).isEqualTo(sampler.items());
    assertThat(new NegativeSampler(2, sampler.items()).items()).containsExactly("d", "e");
  }

  @Test
  void drawsDifferentItemsThatAreNotExcluded() {
    List.of("a", "b", "c").forEach(sampler::add);
    for (int event = 0; event < 100; event++) {
      List<String> drawn = sampler.sample("event" + event, 2, "a"::equals);
      assertThat(drawn).doesNotHaveDuplicates().doesNotContain("a").hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void theEventIsTheSeed() {
    NegativeSampler wide = new NegativeSampler(100, List.of());
    for (int i = 0; i < 100; i++) {
      wide.add("i" + i);
    }
    assertThat(wide.sample("x", 5, i -> false)).isEqualTo(wide.sample("x", 5, i -> false));
    assertThat(wide.sample("x", 5, i -> false)).isNotEqualTo(wide.sample("y", 5, i -> false));
  }

  @Test
  void anEmptyPoolGivesNone() {
    assertThat(sampler.sample("x", 5, i -> false)).isEmpty();
  }
}
