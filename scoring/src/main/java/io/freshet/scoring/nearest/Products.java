package io.freshet.scoring.nearest;

/** Products of vectors, in four sums that do not wait for each other. */
final class Products {
  private Products() {}

  /** x · y, where y begins at a place of an array. */
  static float dot(float[] x, float[] in, int from) {
    int whole = x.length & ~3;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < whole; i += 4) {
      a += x[i] * in[from + i];
      b += x[i + 1] * in[from + i + 1];
      c += x[i + 2] * in[from + i + 2];
      d += x[i + 3] * in[from + i + 3];
    }
    for (int i = whole; i < x.length; i++) {
      a += x[i] * in[from + i];
    }
    return (a + b) + (c + d);
  }

  /** |x − y|². */
  static float squaredDistance(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return sum;
  }
}
