package io.freshet.scoring.text;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the vectors of a text's tokens become one. */
public enum Pooling {
  /** Their mean: Σ over the text's tokens / their number; padding does not count. */
  @JsonProperty("mean")
  MEAN {
    @Override
    public float[] pool(float[] states, int first, int tokens, int dimensions) {
      float[] sum = new float[dimensions];
      for (int t = 0; t < tokens; t++) {
        int token = first + t * dimensions;
        for (int d = 0; d < dimensions; d++) {
          sum[d] += states[token + d];
        }
      }
      for (int d = 0; d < dimensions; d++) {
        sum[d] /= tokens;
      }
      return sum;
    }
  },

  /** That of the first token, which stands for the whole text. */
  @JsonProperty("cls")
  CLS {
    @Override
    public float[] pool(float[] states, int first, int tokens, int dimensions) {
      float[] vector = new float[dimensions];
      System.arraycopy(states, first, vector, 0, dimensions);
      return vector;
    }
  };

  /**
   * Pools one text.
   *
   * @param states of all texts, token by token
   * @param first where this text's begin
   * @param tokens of this text, without padding
   * @param dimensions of a token's vector
   */
  public abstract float[] pool(float[] states, int first, int tokens, int dimensions);

  /** Scales a vector to length 1, in place; one of zeros stays. */
  public static void normalise(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares > 0) {
      float factor = (float) (1 / Math.sqrt(squares));
      for (int d = 0; d < vector.length; d++) {
        vector[d] *= factor;
      }
    }
  }
}
