package io.freshet.scoring.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.scoring.ScoringException;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePixelsTest {
  private static final int ORANGE = 0xFF8000;

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "jpg"})
  void readsTheCommonFormats(String format) {
    ByteBuffer file = Images.file(Images.filled(20, 10, ORANGE), format);

    float[] pixels = ImagePixels.read(file, config(4, 3, false));

    assertThat(pixels).hasSize(36);
    float tolerance = format.equals("jpg") ? 0.02f : 1e-6f;
    assertThat(pixels[0]).isCloseTo(1f, within(tolerance));
    assertThat(pixels[12]).isCloseTo(128 / 255f, within(tolerance));
    assertThat(pixels[35]).isCloseTo(0f, within(tolerance));
  }

  @Test
  void putsChannelsLastAndNormalises() {
    ImageInputConfig config =
        new ImageInputConfig(
            "x", 1, 1, List.of(0.5, 0.25, 0.0), List.of(0.5, 0.5, 2.0), true, null);

    float[] pixels = ImagePixels.read(Images.file(Images.filled(7, 7, 0xFF0080), "png"), config);

    assertThat(pixels).containsExactly(new float[] {1, -0.5f, 64 / 255f}, within(1e-6f));
  }

  /** Java's own conversion would make 188 of 128. */
  @ParameterizedTest
  @CsvSource({"10, 128", "11, 32896"})
  void takesShadesOfGreyAsTheFileHasThem(int type, int sample) {
    BufferedImage image = new BufferedImage(3, 3, type);
    for (int i = 0; i < 9; i++) {
      image.getRaster().setSample(i % 3, i / 3, 0, sample);
    }

    float[] pixels = ImagePixels.read(Images.file(image, "png"), config(1, 1, true));

    assertThat(pixels).containsExactly(new float[] {0.50196f, 0.50196f, 0.50196f}, within(1e-4f));
  }

  /** Each output pixel by the formula, pixel by pixel, in double. */
  @ParameterizedTest
  @CsvSource({"9, 7, 4, 3", "4, 3, 9, 7", "16, 16, 16, 16", "31, 2, 5, 5", "1, 1, 6, 6"})
  void resizesByTheFormula(int width, int height, int newWidth, int newHeight) {
    BufferedImage image = Images.noise(width, height, new Random(42));

    float[] pixels = ImagePixels.read(Images.file(image, "png"), config(newWidth, newHeight, true));

    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        double expected =
            naive(image, (double) width / newWidth, (double) height / newHeight, x, y);
        assertThat((double) pixels[(y * newWidth + x) * 3]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void refusesWhatIsNoImage() {
    List<byte[]> bad =
        List.of(
            "%PDF-1.4 no image".getBytes(StandardCharsets.UTF_8),
            new byte[0],
            new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
            Arrays.copyOf(Images.file(Images.filled(64, 64, 7), "gif").array(), 30));
    for (byte[] bytes : bad) {
      assertThatThrownBy(() -> ImagePixels.read(ByteBuffer.wrap(bytes), config(2, 2, false)))
          .isInstanceOfSatisfying(
              ScoringException.class, e -> assertThat(e.reason()).isEqualTo("unreadable-image"));
    }
  }

  /** Damaged files of all formats: a reason for each, or pixels, and nothing else. */
  @Test
  void survivesDamage() {
    Random random = new Random(42);
    for (int i = 0; i < 400; i++) {
      byte[] bytes =
          Images.file(Images.noise(24, 24, random), List.of("png", "gif", "bmp", "jpg").get(i % 4))
              .array();
      for (int hit = 0; hit < 1 + i % 5; hit++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ImagePixels.read(ByteBuffer.wrap(bytes), config(4, 4, false))).hasSize(48);
      } catch (ScoringException e) {
        assertThat(e.reason()).isIn("unreadable-image", "too-large");
      }
    }
  }

  /** 100 MB of one colour are 100 kB as a file. */
  @Test
  void refusesABombBeforeItIsDecoded() {
    BufferedImage large = new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY);
    ByteBuffer file = Images.file(large, "png");
    assertThat(file.remaining()).isLessThan(100_000);

    assertThatThrownBy(() -> ImagePixels.read(file, config(2, 2, false)))
        .isInstanceOfSatisfying(
            ScoringException.class, e -> assertThat(e.reason()).isEqualTo("too-large"))
        .hasMessage("image = 100000000 pixels, expected at most 4000000");
  }

  private static double naive(BufferedImage image, double scaleX, double scaleY, int x, int y) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < image.getWidth(); i++) {
      for (int j = 0; j < image.getHeight(); j++) {
        double weight = weight(i, x, scaleX) * weight(j, y, scaleY);
        sum += weight * (image.getRGB(i, j) >> 16 & 0xFF);
        weights += weight;
      }
    }
    return sum / weights / 255;
  }

  private static double weight(int pixel, int place, double scale) {
    double distance = Math.abs(pixel + 0.5 - (place + 0.5) * scale);
    return Math.max(0, 1 - distance / Math.max(scale, 1));
  }

  private static ImageInputConfig config(int width, int height, boolean channelsLast) {
    return new ImageInputConfig("x", width, height, null, null, channelsLast, null);
  }
}
