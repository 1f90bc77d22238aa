package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ingestion.mapping.RowCounts;
import io.freshet.schemas.metrics.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final List<Moment> MOMENTS = List.of(new Moment(100, 7), new Moment(200, 9));

  private final Report report =
      new Report(
          "next-item",
          new DataFacts(
              "log.csv",
              "log.yaml",
              new RowCounts(),
              new Plan(21_201, 6_360, 0, false),
              Optional.of(30_000L),
              Optional.empty()),
          14_841,
          1.5,
          List.of(
              card("popularity", 0.105938, Optional.of(new Interval(0.1, 0.11))),
              card("freshet", 0.1842, Optional.empty()).with(new Cost(2.5, 1))),
          Optional.empty(),
          "---\nmodels: {}\n");

  @Test
  void jsonNamesWhatWasMeasuredOnWhat() throws Exception {
    JsonNode json = new ObjectMapper().readTree(ReportJson.render(report));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "task", "events", "tested", "seconds", "data", "configuration", "models", "scorecards");
    assertThat(json.at("/events").asLong()).isEqualTo(21_201);
    assertThat(json.at("/data/limit").asText()).isEqualTo("30,000");
    assertThat(json.at("/models").fieldNames())
        .toIterable()
        .containsExactly("popularity", "freshet");
    assertThat(json.at("/models/popularity/recall@10").asDouble()).isEqualTo(0.105938);
  }

  @Test
  void jsonHasIntervalsCurvesAndTimes() throws Exception {
    JsonNode cards = new ObjectMapper().readTree(ReportJson.render(report)).at("/scorecards");
    JsonNode figure = cards.at("/popularity/metrics/recall@10");
    assertThat(figure.at("/low").asDouble()).isEqualTo(0.1);
    assertThat(figure.at("/high").asDouble()).isEqualTo(0.11);
    assertThat(figure.at("/cumulative").toString()).isEqualTo("[0.2,0.1]");
    assertThat(figure.at("/windowed").toString()).isEqualTo("[0.2,0.05]");
    assertThat(cards.at("/popularity/points").toString())
        .isEqualTo("{\"tested\":[100,200],\"time\":[7,9]}");
    assertThat(cards.at("/freshet/microseconds/event").asDouble()).isEqualTo(3.5);
  }

  @Test
  void tableHasALinePerModel() {
    assertThat(ReportTable.render(report))
        .isEqualToNormalizingNewlines(
            """
            next-item: 21,201 events, 14,841 tested, 1.5 s; ± is half of the 95 % confidence interval
                             recall@10  µs/event
            popularity  0.1059 ±0.0050         -
            freshet             0.1842       3.5
            """);
  }

  private static Scorecard card(String model, double recall, Optional<Interval> interval) {
    Curve curve = new Curve(List.of(0.2, 0.1), List.of(0.2, 0.05));
    return new Scorecard(
        model,
        List.of(new Figure("recall@10", recall, interval, curve)),
        MOMENTS,
        Optional.empty(),
        Optional.empty());
  }
}
