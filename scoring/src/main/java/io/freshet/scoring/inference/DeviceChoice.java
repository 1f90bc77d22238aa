package io.freshet.scoring.inference;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model shall run: {@code auto} (the first GPU where there is one, else the CPU), {@code
 * cpu} or {@code gpu:N}.
 *
 * @param text as configured
 */
public record DeviceChoice(String text) implements Serializable {
  public static final DeviceChoice AUTO = new DeviceChoice("auto");
  public static final DeviceChoice CPU = new DeviceChoice("cpu");

  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,4})");

  public DeviceChoice {
    check("device", text);
  }

  /**
   * Reads a configured value.
   *
   * @throws ConfigException that names the key, unless it is {@code auto}, {@code cpu} or {@code
   *     gpu:N}
   */
  public static DeviceChoice parse(String key, String text) {
    check(key, text);
    return new DeviceChoice(text);
  }

  public boolean isAuto() {
    return text.equals("auto");
  }

  /** The number of the GPU, where one was asked for by number. */
  public OptionalInt gpu() {
    Matcher matcher = GPU.matcher(text);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  @Override
  public String toString() {
    return text;
  }

  private static void check(String key, String text) {
    ConfigException.require(
        text.equals("auto") || text.equals("cpu") || GPU.matcher(text).matches(),
        key,
        text,
        "auto, cpu or gpu:N");
  }
}
