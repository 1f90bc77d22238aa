package io.freshet.deploy.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.bench.GeneratedVisits;
import io.freshet.deploy.bench.StateFigure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every part of the pipeline, with 100 users and items. */
class StateBenchTopologyTest {
  private static final GeneratedVisits VISITS = new GeneratedVisits(100, 2, 1);

  private final List<String> told = new ArrayList<>();
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void measuresUsersAndItemsOfTheFeatureJob(String backend) throws Exception {
    List<StateFigure> figures = bench(backend).features();
    assertThat(figures).extracting(StateFigure::of).containsExactly("items", "users");
    assertThat(figures).allSatisfy(StateBenchTopologyTest::assertMeasured);
    assertThat(told).contains(backend + " features users: 100 %");
  }

  @Test
  void measuresUsersAndItemsOfTheScoringJob() throws Exception {
    List<StateFigure> figures = bench("hashmap").scoring();
    assertThat(figures).extracting(StateFigure::of).containsExactly("users", "items");
    assertThat(figures).allSatisfy(StateBenchTopologyTest::assertMeasured);
  }

  @Test
  void measuresRowsOfTheLearnerJob() throws Exception {
    assertThat(bench("hashmap").learner()).allSatisfy(StateBenchTopologyTest::assertMeasured);
  }

  private StateBench bench(String backend) {
    return new StateBench(VISITS, backend, directory, told::add);
  }

  private static void assertMeasured(StateFigure figure) {
    assertThat(figure.count()).isEqualTo(100);
    assertThat(figure.stateBytes()).isBetween(20.0, 20_000.0);
    assertThat(figure.wallMicros())
        .hasSize(10)
        .allSatisfy(micros -> assertThat(micros).isPositive());
  }
}
