package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashRingTest {
  private final HashRing ring = new HashRing();

  @Test
  void keepsTheLastOnes() {
    IntStream.range(0, 100).forEach(i -> ring.add("i" + i, 30));
    assertThat(ring.size()).isEqualTo(30);
    assertThat(IntStream.range(0, 70)).noneMatch(i -> ring.contains("i" + i));
    assertThat(IntStream.range(70, 100)).allMatch(i -> ring.contains("i" + i));
  }

  @Test
  void countsATextOnce() {
    ring.add("a", 2);
    ring.add("a", 2);
    ring.add("b", 2);
    assertThat(ring.contains("a")).isTrue();
  }

  @Test
  void aCopyGoesItsOwnWay() {
    ring.add("a", 2);
    HashRing copy = ring.copy();
    copy.add("b", 2);
    ring.add("c", 2);
    assertThat(copy.contains("b")).isTrue();
    assertThat(copy.contains("c")).isFalse();
    assertThat(ring.contains("b")).isFalse();
  }

  @Test
  void aBoundOfZeroKeepsNothing() {
    ring.add("a", 0);
    assertThat(ring.contains("a")).isFalse();
  }
}
