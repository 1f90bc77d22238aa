package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void holdsAsManyValuesAsItsShapeSays() {
    assertThat(Tensor.of(new float[6], 2, 3)).hasToString("float32[2, 3]");
    assertThat(Tensor.of(new long[] {5}).longs()).containsExactly(5);
    assertThatThrownBy(() -> Tensor.of(new long[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 values for a tensor of shape [2, 3]");
  }

  @Test
  void hasValuesOfOneType() {
    assertThatThrownBy(() -> Tensor.of(new float[1], 1).longs())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a tensor of float32, not of int64");
  }

  @Test
  void fitsASpecification() {
    TensorSpec spec = new TensorSpec("x", TensorType.FLOAT32, new long[] {-1, 3});
    assertThat(spec).hasToString("x: float32[?, 3]");
    assertThat(spec.accepts(new long[] {8, 3})).isTrue();
    assertThat(spec.accepts(new long[] {8, 4})).isFalse();
    assertThat(spec.accepts(new long[] {3})).isFalse();
    assertThat(new TensorSpec("x", TensorType.UNKNOWN, new long[0]).accepts(new long[] {3}))
        .isTrue();
  }
}
