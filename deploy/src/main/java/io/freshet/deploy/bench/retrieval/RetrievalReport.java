package io.freshet.deploy.bench.retrieval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.deploy.bench.LoopReport;
import io.freshet.scoring.nearest.GraphConfig;
import java.util.List;
import java.util.Locale;

/**
 * How fast items were found and ranked, as tables and as JSON.
 *
 * @param largestDifference of a score between plain Java and the device
 * @param graph none where it was not asked for
 */
record RetrievalReport(
    LoopReport.Machine machine,
    RetrievalPlan plan,
    List<Exact> exact,
    double largestDifference,
    List<Graph> graph,
    List<Ranking> ranking) {

  /** An exact search. */
  record Exact(String how, int threads, int batch, double queriesPerSecond) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%-30s %7d %6d %,10.0f%n", how, threads, batch, queriesPerSecond);
    }
  }

  /**
   * A graph.
   *
   * @param quiet latency of single queries while nothing changes
   * @param live the same while items come, change and go
   */
  record Graph(
      GraphConfig config, double buildSeconds, Search quiet, Search live, double changesPerSecond) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-30s %,7.0f %7s %s%n%-30s %7s %,7.0f %s%n",
          "degree " + config.degree() + ", beam " + config.beam(),
          buildSeconds,
          "0",
          quiet,
          "  while it changes",
          "",
          changesPerSecond,
          live);
    }
  }

  /** Single queries: milliseconds. */
  record Search(double recall, double p50, double p99, double max, long queries) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%7.3f %7.2f %7.2f %7.1f", recall, p50, p99, max);
    }
  }

  /** Ranking by DeepFM, microseconds per list. */
  record Ranking(int lists, int candidates, double javaMicros, double deviceMicros) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-30s %10.0f %10.0f %6.1f%n",
          lists + " lists of " + candidates,
          javaMicros,
          deviceMicros,
          javaMicros / deviceMicros);
    }
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
    add(text, "%-30s %7s %6s %10s%n", "exact", "threads", "batch", "queries/s");
    exact.forEach(text::append);
    add(text, "largest difference of a score to plain Java: %.1e%n%n", largestDifference);
    String header = "%-30s %7s %7s %7s %7s %7s %7s%n";
    if (!graph.isEmpty()) {
      add(text, header, "graph", "build s", "chg/s", "recall", "p50 ms", "p99 ms", "max ms");
      graph.forEach(text::append);
      add(text, "%n");
    }
    add(text, "%-30s %10s %10s %6s%n", "DeepFM", "Java µs", "device µs", "ratio");
    ranking.forEach(text::append);
    return text.toString();
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
