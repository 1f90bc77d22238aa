package io.freshet.deploy.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.deploy.CommandException;
import io.freshet.deploy.bench.LoopReport;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.nearest.GraphConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RetrievalRunTest {
  private static final RetrievalPlan PLAN = new RetrievalPlan(1500, 12, 8, 10, 50, 2, 400, 0.05, 1);

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(PLAN.seed());
  private final List<String> said = new ArrayList<>();

  @Test
  void measuresIndexesThatAgree() throws Exception {
    RetrievalRun run = new RetrievalRun(PLAN, DeviceChoice.CPU, random, this::say);
    RetrievalRun.Exact exact = run.exact();
    RetrievalReport.Graph graph = run.graph(GraphConfig.defaults());
    RetrievalReport.Ranking ranking = new RankingRun(random).measure(2, DeviceChoice.CPU);

    assertThat(exact.figures())
        .hasSize(4)
        .allSatisfy(f -> assertThat(f.queriesPerSecond()).isPositive());
    assertThat(exact.largestDifference()).isLessThan(1e-4);
    assertThat(graph.quiet().recall()).isGreaterThan(0.95);
    assertThat(graph.live().recall()).isGreaterThan(0.95);
    assertThat(graph.changesPerSecond()).isPositive();
    assertThat(said).anyMatch(line -> line.startsWith("graph: 90 %"));
    assertReported(exact, graph, ranking);
  }

  @Test
  void namesAnOptionThatCannotBe() {
    assertThatThrownBy(() -> new RetrievalPlan(0, 12, 8, 10, 50, 2, 400, 1, 1))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("--items");
  }

  private static void assertReported(
      RetrievalRun.Exact exact, RetrievalReport.Graph graph, RetrievalReport.Ranking ranking)
      throws Exception {
    RetrievalReport report =
        new RetrievalReport(
            LoopReport.Machine.here(),
            PLAN,
            exact.figures(),
            exact.largestDifference(),
            List.of(graph),
            List.of(ranking));
    JsonNode json = new JsonMapper().readTree(report.toJson());
    assertThat(json.at("/exact/3/queries-per-second").asDouble()).isPositive();
    assertThat(json.at("/graph/0/live/p99").asDouble()).isPositive();
    assertThat(json.at("/ranking/0/device-micros").asDouble()).isPositive();
    assertThat(report.toString()).contains("plain Java", "product on cpu", "while it changes");
  }

  private synchronized void say(String line) {
    said.add(line);
  }
}
