package io.freshet.scoring.configured;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/**
 * The rows of a decoded image, as red, green and blue in 0..255. Shades of grey are taken as the
 * file has them: Java takes them for linear light and would brighten them.
 */
final class ImageRows {
  private final BufferedImage image;
  private final boolean gray;
  private final float grayScale;
  private final int[] row;

  ImageRows(BufferedImage image) {
    this.image = image;
    this.gray =
        !(image.getColorModel() instanceof IndexColorModel)
            && image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    this.grayScale = 255f / ((1 << image.getSampleModel().getSampleSize(0)) - 1);
    this.row = new int[image.getWidth()];
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /**
   * @param into three values per pixel
   */
  void read(int y, float[] into) {
    if (gray) {
      image.getRaster().getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < into.length; x++) {
        into[x] = row[x / ImageInputConfig.CHANNELS] * grayScale;
      }
    } else {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0, i = 0; x < row.length; x++) {
        into[i++] = row[x] >> 16 & 0xFF;
        into[i++] = row[x] >> 8 & 0xFF;
        into[i++] = row[x] & 0xFF;
      }
    }
  }
}
