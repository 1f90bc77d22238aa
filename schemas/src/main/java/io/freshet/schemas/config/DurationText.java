package io.freshet.schemas.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 12h}, {@code 7d}.
 */
public final class DurationText {
  /** Eleven digits of days are still less than Long.MAX_VALUE milliseconds. */
  private static final Pattern FORM = Pattern.compile("(\\d{1,11})\\s*(ms|s|m|h|d)");

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private DurationText() {}

  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new ConfigException(
          "duration '" + text + "', expected a number and a unit: 250ms, 10s, 5m, 12h or 7d");
    }
    return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** The shortest text that {@link #parse} reads back as the same duration (whole milliseconds). */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    return UNITS.entrySet().stream()
        .filter(unit -> millis % unit.getValue().toMillis() == 0)
        .findFirst()
        .map(unit -> millis / unit.getValue().toMillis() + unit.getKey())
        .orElse(millis + "ms");
  }
}
