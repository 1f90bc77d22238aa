package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Map<String, Map<String, Double>> models = new LinkedHashMap<>();

  ReportTest() {
    models.put("popularity", Map.of("recall@10", 0.105938));
    models.put("freshet", Map.of("recall@10", 0.1842));
  }

  @Test
  void jsonNamesTaskEventsSecondsAndModels() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report().toJson());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("task", "events", "seconds", "models");
    assertThat(json.at("/events").asLong()).isEqualTo(21_201);
    assertThat(json.at("/models").fieldNames())
        .toIterable()
        .containsExactly("popularity", "freshet");
    assertThat(json.at("/models/popularity/recall@10").asDouble()).isEqualTo(0.105938);
  }

  @Test
  void tableHasALinePerModel() {
    assertThat(ReportTable.render(report()))
        .isEqualToNormalizingNewlines(
            """
            next-item: 21,201 events, 14,841 tested, 1.5 s
                           recall@10
            popularity        0.1059
            freshet           0.1842
            """);
  }

  private Report report() {
    return new Report("next-item", 21_201, 14_841, 1.5, models);
  }
}
