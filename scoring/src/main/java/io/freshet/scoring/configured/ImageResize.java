package io.freshet.scoring.configured;

/**
 * Resizes images of three channels by a triangle filter, along rows, then along columns. Output
 * pixel x of n covers the input around c = (x + ½)·s, s = size/n; with r = max(s, 1), input pixel i
 * has the weight max(0, 1 − |i + ½ − c| / r), and weights are brought to the sum 1. When an image
 * shrinks, every pixel of it counts: what Pillow and torchvision call bilinear with antialiasing.
 */
final class ImageResize {
  private static final int CHANNELS = ImageInputConfig.CHANNELS;

  private ImageResize() {}

  /** Red, green, blue of each pixel in 0..255, row by row. */
  static float[] resize(ImageRows image, int newWidth, int newHeight) {
    int height = image.height();
    float[] line = new float[image.width() * CHANNELS];
    float[] narrow = new float[newWidth * height * CHANNELS];
    Weights across = new Weights(image.width(), newWidth);
    for (int y = 0; y < height; y++) {
      image.read(y, line);
      for (int x = 0; x < newWidth; x++) {
        across.sum(line, 0, CHANNELS, x, narrow, (y * newWidth + x) * CHANNELS);
      }
    }
    return lower(narrow, newWidth, height, newHeight);
  }

  private static float[] lower(float[] narrow, int width, int height, int newHeight) {
    int row = width * CHANNELS;
    float[] result = new float[row * newHeight];
    Weights down = new Weights(height, newHeight);
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < width; x++) {
        down.sum(narrow, x * CHANNELS, row, y, result, y * row + x * CHANNELS);
      }
    }
    return result;
  }

  /** Of the input pixels of each output pixel along one axis. */
  private static final class Weights {
    private final int[] first;
    private final float[][] weights;

    Weights(int size, int newSize) {
      first = new int[newSize];
      weights = new float[newSize][];
      double scale = (double) size / newSize;
      double reach = Math.max(scale, 1);
      for (int place = 0; place < newSize; place++) {
        double centre = (place + 0.5) * scale;
        first[place] = (int) Math.max(0, Math.round(centre - reach));
        int end = (int) Math.min(size, Math.round(centre + reach));
        weights[place] = triangle(first[place], end, centre, reach);
      }
    }

    private static float[] triangle(int from, int end, double centre, double reach) {
      double[] weights = new double[end - from];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.max(0, 1 - Math.abs(from + i + 0.5 - centre) / reach);
        sum += weights[i];
      }
      float[] normalised = new float[weights.length];
      for (int i = 0; i < weights.length; i++) {
        normalised[i] = (float) (weights[i] / sum);
      }
      return normalised;
    }

    /**
     * @param start of the line in the values
     * @param step between its pixels
     */
    void sum(float[] values, int start, int step, int place, float[] result, int at) {
      float[] own = weights[place];
      for (int channel = 0; channel < CHANNELS; channel++) {
        float sum = 0;
        for (int i = 0; i < own.length; i++) {
          sum += own[i] * values[start + (first[place] + i) * step + channel];
        }
        result[at + channel] = sum;
      }
    }
  }
}
