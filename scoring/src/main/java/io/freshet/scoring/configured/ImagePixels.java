package io.freshet.scoring.configured;

import io.freshet.scoring.ScoringException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * From the bytes of an image file to the float32 values of a model: decode, resize, normalise. The
 * size that the file's header tells is checked before a pixel is decoded, so that a small file
 * cannot unpack to a huge image. What is transparent counts with its colour.
 */
final class ImagePixels {
  private static final int CHANNELS = ImageInputConfig.CHANNELS;

  private ImagePixels() {}

  /**
   * @throws ScoringException unreadable-image, or too-large
   */
  static float[] read(ByteBuffer file, ImageInputConfig config) {
    byte[] bytes = new byte[file.remaining()];
    file.duplicate().get(bytes);
    BufferedImage image = decoded(bytes, config.mostPixels());
    float[] resized = ImageResize.resize(new ImageRows(image), config.width(), config.height());
    return normalised(resized, config);
  }

  private static BufferedImage decoded(byte[] bytes, long maxPixels) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw unreadable(bytes, "no such format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        requireSize((long) reader.getWidth(0) * reader.getHeight(0), maxPixels);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (ScoringException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // readers answer broken files with whatever their arithmetic runs into
      throw unreadable(bytes, String.valueOf(e.getMessage()));
    }
  }

  private static void requireSize(long pixels, long most) {
    if (pixels > most) {
      throw new ScoringException(
          "too-large", "image = " + pixels + " pixels, expected at most " + most);
    }
  }

  private static ScoringException unreadable(byte[] bytes, String why) {
    return new ScoringException(
        "unreadable-image",
        "image = " + bytes.length + " bytes, expected a JPEG, PNG, GIF or BMP file: " + why);
  }

  private static float[] normalised(float[] values, ImageInputConfig config) {
    int pixels = config.width() * config.height();
    float[] result = new float[values.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      double mean = config.means().get(channel);
      double deviation = config.deviations().get(channel);
      for (int p = 0; p < pixels; p++) {
        int place = config.channelsLast() ? p * CHANNELS + channel : channel * pixels + p;
        result[place] = (float) ((values[p * CHANNELS + channel] / 255.0 - mean) / deviation);
      }
    }
    return result;
  }
}
