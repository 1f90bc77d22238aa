package io.freshet.ingestion.mapping;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.DurationText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Part {@code time} of a mapping: when a row happened. Either read from the row, or, for data
 * without times, made up: a start and a step per row.
 *
 * @param from template of the text, e.g. {@code "{timestamp}"}
 * @param format see {@link TimeFormat}; {@code iso} when absent
 * @param zone of texts without one; UTC when absent
 * @param start of made-up times, ISO-8601
 * @param step of made-up times per row
 */
record TimeSpec(
    @Nullable String from,
    @Nullable String format,
    @Nullable String zone,
    @Nullable String start,
    @Nullable String step) {
  TimeSpec {
    ConfigException.require(
        (from == null) != (start == null), "time", from, "either 'from', or 'start' and 'step'");
    format = Objects.requireNonNullElse(format, "iso");
    zone = Objects.requireNonNullElse(zone, "UTC");
    step = Objects.requireNonNullElse(step, "1s");
  }

  /** The clock of one reading of the source. */
  RowClock clock() {
    return from == null ? synthetic() : fromRow();
  }

  private RowClock fromRow() {
    Template template = new Template(Objects.requireNonNull(from));
    TimeFormat times = new TimeFormat(Objects.requireNonNull(format), Objects.requireNonNull(zone));
    return new RowClock(
        template,
        (row, number) ->
            template
                .render(row)
                .map(node -> times.parse(node.asText()))
                .orElse(OptionalLong.empty()));
  }

  private RowClock synthetic() {
    long first = startMillis();
    long millis = DurationText.parse(Objects.requireNonNull(step)).toMillis();
    return new RowClock(
        new Template(""), (row, number) -> OptionalLong.of(first + number * millis));
  }

  private long startMillis() {
    try {
      return Instant.parse(Objects.requireNonNull(start)).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          "time.start = " + start + ", expected ISO-8601: 2026-01-01T00:00:00Z");
    }
  }

  /**
   * @param source template of the text that the time is read from, empty for made-up times
   * @param times time of a row and its number in the whole source
   */
  record RowClock(Template source, RowTime times) {
    OptionalLong timeOf(SourceRow row, long number) {
      return times.of(row, number);
    }
  }

  /** Epoch milliseconds, if the row has a readable time. */
  interface RowTime {
    OptionalLong of(SourceRow row, long number);
  }
}
