package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureCrossesTest {
  private static final String BIAS = RankingFeatures.NAMES.get(0);
  private final FeatureCrosses crosses =
      new FeatureCrosses(List.of("item", "last-item*item", "source*position", BIAS));

  @Test
  void aCrossIsTheSameWhenAllItsFieldsAre() {
    Given one = new Given("a", "x", "popularity", 1, 0.30f);
    Given other = new Given("a", "y", "popularity", 1, 0.99f);
    assertThat(hash(one, 0)).isEqualTo(hash(other, 0));
    assertThat(hash(one, 1)).isNotEqualTo(hash(other, 1));
    assertThat(hash(one, 2)).isEqualTo(hash(other, 2));
    assertThat(hash(one, 3)).isNotEqualTo(hash(other, 3));
  }

  @Test
  void valuesOfOneBucketAreOne() {
    assertThat(hash(new Given("a", "x", "s", 0, 0.26f), 3))
        .isEqualTo(hash(new Given("b", "y", "t", 1, 0.37f), 3));
  }

  @Test
  void fieldsAreNotInterchangeable() {
    assertThat(hash(new Given("a", "b", "s", 0, 0), 1))
        .isNotEqualTo(hash(new Given("b", "a", "s", 0, 0), 1));
  }

  @Test
  void anUnknownFieldIsNamed() {
    assertThatThrownBy(() -> new CrossConfig(List.of("item*colour"), 18))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("item*colour");
  }

  private int hash(Given given, int cross) {
    return crosses.hash(given, 0, cross);
  }

  private record Given(String item, String lastItem, String source, int position, float bias)
      implements RankingInput {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public String item(int candidate) {
      return item;
    }

    @Override
    public String source(int candidate) {
      return source;
    }

    @Override
    public String because(int candidate) {
      return "";
    }

    @Override
    public int position(int candidate) {
      return position;
    }

    @Override
    public float[] features(int candidate) {
      float[] features = new float[RankingFeatures.NAMES.size()];
      features[0] = bias;
      return features;
    }
  }
}
