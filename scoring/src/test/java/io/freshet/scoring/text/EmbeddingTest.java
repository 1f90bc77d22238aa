package io.freshet.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final String ENCODING = "all-MiniLM-L6-v2-int8/1";

  @Test
  void noComponentIsOffByMoreThanHalfAStep() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      float[] vector = unit(random, 1 + random.nextInt(512));
      Embedding embedding = Embedding.of(vector, ENCODING);
      float[] stored = embedding.toFloats();
      for (int i = 0; i < vector.length; i++) {
        assertThat(stored[i]).isCloseTo(vector[i], within(embedding.scale() * 0.5001f));
      }
    }
  }

  @Test
  void pointsWhereTheVectorDid() {
    Random random = new Random(2);
    for (int round = 0; round < 1000; round++) {
      float[] vector = unit(random, 384);
      float[] stored = Embedding.of(vector, ENCODING).toFloats();
      assertThat(cosine(vector, stored)).isGreaterThan(0.9999);
    }
  }

  @Test
  void theLargestComponentIsKept() {
    Embedding embedding = Embedding.of(new float[] {0.6f, -0.8f}, ENCODING);

    assertThat(embedding.components()).containsExactly(95, -127);
    assertThat(embedding.scale()).isEqualTo(0.8f / 127);
    assertThat(embedding.toFloats()[1]).isCloseTo(-0.8f, within(1e-6f));
  }

  @Test
  void isTheSameFromItsStoredParts() {
    Embedding embedding = Embedding.of(unit(new Random(3), 384), ENCODING);
    Embedding read = new Embedding(embedding.components(), embedding.scale(), embedding.encoding());

    assertThat(read).isEqualTo(embedding).hasSameHashCodeAs(embedding);
    assertThat(Embedding.of(read.toFloats(), ENCODING).components())
        .isEqualTo(embedding.components());
    assertThat(new Embedding(embedding.components(), embedding.scale(), "other/1"))
        .isNotEqualTo(embedding);
  }

  @Test
  void doesNotChangeWithTheArraysItWasMadeFromOrGave() {
    byte[] components = {1, 2, 3};
    Embedding embedding = new Embedding(components, 1, ENCODING);
    components[0] = 9;
    embedding.components()[1] = 9;

    assertThat(embedding.components()).containsExactly(1, 2, 3);
  }

  @Test
  void keepsAVectorOfZeros() {
    Embedding embedding = Embedding.of(new float[4], ENCODING);

    assertThat(embedding.scale()).isZero();
    assertThat(embedding.toFloats()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void refusesWhatIsNotFinite() {
    assertThatThrownBy(() -> Embedding.of(new float[] {1, Float.NaN}, ENCODING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a vector of all-MiniLM-L6-v2-int8/1 has the component NaN, expected finite ones");
  }

  private static float[] unit(Random random, int dimensions) {
    float[] vector = new float[dimensions];
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextGaussian();
      sum += vector[i] * vector[i];
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= (float) Math.sqrt(sum);
    }
    return vector;
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      first += one[i] * one[i];
      second += other[i] * other[i];
    }
    return product / Math.sqrt(first * second);
  }
}
