package io.freshet.deploy.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;

/** What users and items take, as a table and as JSON. */
record StateReport(LoopReport.Machine machine, List<StateFigure> figures) {
  StateReport(List<StateFigure> figures) {
    this(LoopReport.Machine.here(), figures);
  }

  String toJson() {
    JsonMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-8s %-14s %-6s %9s %10s %9s %9s %7s %17s %6s %12s%n",
            "state",
            "part",
            "of",
            "count",
            "events",
            "heap B",
            "state B",
            "chk ms",
            "µs first → last",
            "ratio",
            "events/s"));
    figures.forEach(figure -> text.append(line(figure)));
    return text.toString();
  }

  static String line(StateFigure figure) {
    List<Double> clock = figure.wallMicros();
    double perSecond = 1e6 / clock.stream().skip(1).mapToDouble(d -> d).average().orElse(0);
    return String.format(
        Locale.ROOT,
        "%-8s %-14s %-6s %,9d %,10d %,9.0f %,9.0f %,7d %8.1f → %6.1f %6.2f %,12.0f%n",
        figure.backend(),
        figure.part(),
        figure.of(),
        figure.count(),
        figure.events(),
        figure.heapBytes(),
        figure.stateBytes(),
        figure.checkpointMillis(),
        figure.first(),
        figure.last(),
        figure.growth(),
        perSecond);
  }
}
