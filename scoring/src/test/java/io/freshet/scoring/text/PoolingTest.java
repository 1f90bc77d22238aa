package io.freshet.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolingTest {
  /** Two texts of three tokens in two dimensions; the second has one token and padding. */
  private static final float[] STATES = {1, 10, 2, 20, 6, 60, 4, 8, 100, 100, 100, 100};

  @Test
  void meanIsThatOfTheTokensWithoutPadding() {
    assertThat(Pooling.MEAN.pool(STATES, 0, 3, 2)).containsExactly(3, 30);
    assertThat(Pooling.MEAN.pool(STATES, 6, 1, 2)).containsExactly(4, 8);
  }

  @Test
  void clsIsTheFirstToken() {
    assertThat(Pooling.CLS.pool(STATES, 0, 3, 2)).containsExactly(1, 10);
    assertThat(Pooling.CLS.pool(STATES, 6, 1, 2)).containsExactly(4, 8);
  }

  @Test
  void normalisedVectorsHaveLengthOne() {
    float[] vector = {3, -4};
    Pooling.normalise(vector);

    assertThat(vector).containsExactly(new float[] {0.6f, -0.8f}, within(1e-6f));
  }

  @Test
  void zerosStayZeros() {
    float[] vector = {0, 0};
    Pooling.normalise(vector);

    assertThat(vector).containsExactly(0, 0);
  }
}
