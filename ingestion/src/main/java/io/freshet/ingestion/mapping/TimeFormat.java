package io.freshet.ingestion.mapping;

import io.freshet.schemas.config.ConfigException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How a source writes times: {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code epoch-ns},
 * {@code iso}, or a pattern of {@link DateTimeFormatter}, which takes the zone where the text has
 * none.
 */
final class TimeFormat {
  /** Power of ten from the unit to milliseconds. */
  private static final Map<String, Integer> UNITS =
      Map.of("epoch-s", 3, "epoch-ms", 0, "epoch-us", -3, "epoch-ns", -6);

  /** Beyond it, writing the number out would take for ever: 1e-400000000. */
  private static final int MAX_SCALE = 50;

  private final int scale;
  private final boolean epoch;
  private final DateTimeFormatter formatter;

  TimeFormat(String format, String zone) {
    epoch = UNITS.containsKey(format);
    scale = UNITS.getOrDefault(format, 0);
    formatter = formatter(epoch ? "iso" : format, zone);
  }

  private static DateTimeFormatter formatter(String format, String zone) {
    try {
      DateTimeFormatter base =
          format.equals("iso")
              ? DateTimeFormatter.ISO_DATE_TIME
              : DateTimeFormatter.ofPattern(format);
      return base.withZone(ZoneId.of(zone));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ConfigException(
          "time format '"
              + format
              + "' in zone '"
              + zone
              + "': "
              + e.getMessage()
              + ", expected one of "
              + UNITS.keySet()
              + ", iso or a date pattern");
    }
  }

  /** Epoch milliseconds, rounded down; empty when the text is no such time. */
  OptionalLong parse(String text) {
    try {
      return OptionalLong.of(
          epoch ? scaled(text) : Instant.from(formatter.parse(text)).toEpochMilli());
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private long scaled(String text) {
    if (text.length() > 40) {
      throw new NumberFormatException("too long");
    }
    BigDecimal millis = new BigDecimal(text).scaleByPowerOfTen(scale);
    if (Math.abs((long) millis.scale()) > MAX_SCALE) {
      throw new NumberFormatException("too large or too small");
    }
    return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
  }
}
