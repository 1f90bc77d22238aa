package io.freshet.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch-s  | UTC | 1700000000.5 | 2023-11-14T22:13:20.500Z",
        "epoch-ms | UTC | 1700000000500 | 2023-11-14T22:13:20.500Z",
        "epoch-us | UTC | 1700000000500999 | 2023-11-14T22:13:20.500Z",
        "epoch-ns | UTC | -1 | 1969-12-31T23:59:59.999Z",
        "iso | UTC | 2023-11-14T22:13:20 | 2023-11-14T22:13:20Z",
        "iso | UTC | 2023-11-14T22:13:20+01:00 | 2023-11-14T21:13:20Z",
        "yyyy-MM-dd HH:mm | Europe/London | 2011-07-01 10:00 | 2011-07-01T09:00:00Z",
        "yyyy-MM-dd HH:mm:ss[.SSSSSS]XXX | UTC | 2019-11-24 00:01:03.979311+00:00"
            + " | 2019-11-24T00:01:03.979Z",
      })
  void readsWhatSourcesWrite(String format, String zone, String text, String expected) {
    assertThat(new TimeFormat(format, zone).parse(text))
        .hasValue(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "epoch-s, noon",
    "epoch-s, 1e99999",
    "epoch-s, 1e-400000000",
    "epoch-s, 1e400000000",
    "epoch-ns, ''",
    "iso, 2023",
    "yyyy, MMXX"
  })
  void saysNothingToTheRest(String format, String text) {
    assertThat(new TimeFormat(format, "UTC").parse(text)).isEmpty();
  }
}
