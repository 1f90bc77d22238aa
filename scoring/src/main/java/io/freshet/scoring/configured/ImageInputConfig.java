package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image, as float32: resized to the size of the model, then (p/255 − mean) / deviation for each
 * of red, green and blue.
 *
 * @param tensor [batch, 3, height, width], or [batch, height, width, 3] when channels come last
 * @param width in pixels; the image is stretched to it
 * @param height in pixels; the image is stretched to it
 * @param mean of red, green and blue, in 0..1
 * @param deviation of red, green and blue, in 0..1
 * @param channelsLast whether the three values of a pixel lie together
 * @param maxPixels that an image may have before it is resized; larger ones are rejected unread
 */
public record ImageInputConfig(
    String tensor,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable List<Double> mean,
    @Nullable List<Double> deviation,
    @Nullable Boolean channelsLast,
    @Nullable Long maxPixels)
    implements Serializable {
  static final int CHANNELS = 3;

  private static final int LARGEST = 2048;
  private static final long MOST_PIXELS = 4_000_000;

  public ImageInputConfig {
    width = Objects.requireNonNullElse(width, 0);
    height = Objects.requireNonNullElse(height, 0);
    channelsLast = Boolean.TRUE.equals(channelsLast);
    mean = List.copyOf(Objects.requireNonNullElse(mean, List.of(0.0, 0.0, 0.0)));
    deviation = List.copyOf(Objects.requireNonNullElse(deviation, List.of(1.0, 1.0, 1.0)));
    maxPixels = Objects.requireNonNullElse(maxPixels, MOST_PIXELS);
  }

  void check(String key) {
    ConfigException.require(
        tensor != null && !tensor.isBlank(), key + ".tensor", tensor, "a tensor name");
    requireLength(key + ".width", width);
    requireLength(key + ".height", height);
    ConfigException.require(
        means().size() == CHANNELS && means().stream().allMatch(Double::isFinite),
        key + ".mean",
        means(),
        "three finite numbers");
    ConfigException.require(
        deviations().size() == CHANNELS
            && deviations().stream().allMatch(d -> Double.isFinite(d) && d > 0),
        key + ".deviation",
        deviations(),
        "three numbers more than 0");
    ConfigException.require(mostPixels() >= 1, key + ".max-pixels", mostPixels(), "at least 1");
  }

  /** Of one image. */
  int values() {
    return CHANNELS * width * height;
  }

  List<Double> means() {
    return Objects.requireNonNull(mean);
  }

  List<Double> deviations() {
    return Objects.requireNonNull(deviation);
  }

  long mostPixels() {
    return Objects.requireNonNull(maxPixels);
  }

  private static void requireLength(String key, int length) {
    ConfigException.require(length >= 1 && length <= LARGEST, key, length, "1 to " + LARGEST);
  }
}
