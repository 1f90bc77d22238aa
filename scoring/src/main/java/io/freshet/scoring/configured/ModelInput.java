package io.freshet.scoring.configured;

import java.util.List;

/**
 * What one request passes to its model, checked. Nobody changes the arrays.
 *
 * <p>Parts that the model does not take are empty.
 */
final class ModelInput {
  private final long[] tokens;
  private final List<float[]> numbers;
  private final float[] pixels;

  /**
   * @param numbers features of each group, in their order
   * @param pixels resized and normalised, in the order of the model
   */
  ModelInput(long[] tokens, List<float[]> numbers, float[] pixels) {
    this.tokens = tokens;
    this.numbers = numbers;
    this.pixels = pixels;
  }

  long[] tokens() {
    return tokens;
  }

  float[] numbers(int group) {
    return numbers.get(group);
  }

  float[] pixels() {
    return pixels;
  }
}
