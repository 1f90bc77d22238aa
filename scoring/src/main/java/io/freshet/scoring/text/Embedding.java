package io.freshet.scoring.text;

import java.util.Arrays;

/**
 * A text's vector in one signed byte per component: component i is {@code components[i] · scale},
 * with scale = max|v| / 127, so that none is off by more than scale / 2. In 384 dimensions the
 * cosine between a vector of length 1 and its stored form is above 0.9999.
 */
public final class Embedding {
  private static final float STEPS = Byte.MAX_VALUE;

  private final byte[] components;
  private final float scale;
  private final String encoding;

  /**
   * A stored vector.
   *
   * @param components copied
   * @param scale that a component is multiplied by
   * @param encoding fingerprint of the encoder, model and version: vectors of different encodings
   *     cannot be compared
   */
  public Embedding(byte[] components, float scale, String encoding) {
    this.components = components.clone();
    this.scale = scale;
    this.encoding = encoding;
  }

  /**
   * Rounds a vector to the nearest multiples of its scale.
   *
   * @throws IllegalArgumentException when a component is not finite
   */
  public static Embedding of(float[] vector, String encoding) {
    float scale = largest(vector, encoding) / STEPS;
    byte[] components = new byte[vector.length];
    if (scale > 0) {
      for (int i = 0; i < vector.length; i++) {
        components[i] = (byte) Math.round(vector[i] / scale);
      }
    }
    return new Embedding(components, scale, encoding);
  }

  /** The components, in a new array. */
  public byte[] components() {
    return components.clone();
  }

  public float scale() {
    return scale;
  }

  public String encoding() {
    return encoding;
  }

  public int dimensions() {
    return components.length;
  }

  /** The vector, in a new array. */
  public float[] toFloats() {
    float[] vector = new float[components.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = components[i] * scale;
    }
    return vector;
  }

  private static float largest(float[] vector, String encoding) {
    float largest = 0;
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "a vector of " + encoding + " has the component " + value + ", expected finite ones");
      }
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && Arrays.equals(components, that.components)
        && scale == that.scale
        && encoding.equals(that.encoding);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(components) + encoding.hashCode();
  }

  @Override
  public String toString() {
    return encoding + " in " + components.length + " dimensions";
  }
}
