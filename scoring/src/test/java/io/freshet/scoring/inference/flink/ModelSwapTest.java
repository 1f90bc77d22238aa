package io.freshet.scoring.inference.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.scoring.inference.CountedModel;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions that come on the control stream, in one run and over restores. */
@Timeout(60)
class ModelSwapTest {
  private static final GatedLoader LOADER = new GatedLoader("1");

  @BeforeEach
  void begin() {
    GatedLoader.begin();
  }

  @AfterEach
  void modelsAreClosedOnceAndNotUsedAfterwards() {
    assertThat(CountedModel.MISUSED).hasValue(0);
    assertThat(CountedModel.OPEN).hasValue(0);
  }

  @Test
  void aVersionReplacesTheConfiguredOne() throws Exception {
    try (InferenceHarness operator = open()) {
      swap(operator, "2", 10);

      Alert alert = operator.alerts().get(0);
      assertThat(alert.getSource()).isEqualTo("scoring-job");
      assertThat(alert.getSubject()).isEqualTo("doubler");
      assertThat(alert.getSeverity()).isEqualTo("info");
      assertThat(alert.getReason()).isEqualTo("model-switched");
      assertThat(alert.getMessage()).contains("twice version 2");
      assertThat(CountedModel.OPEN).hasValue(1);
    }
  }

  @Test
  void recordsAreAnsweredWhileAVersionLoads() throws Exception {
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("slow", 10));
      operator.send(1, 2, 3);
      operator.flush();
      assertThat(operator.answers()).hasSize(3);

      GatedLoader.GATE.release();
      awaitAlerts(operator, 1);
    }
  }

  @Test
  void aVersionThatCannotBeLoadedIsRefused() throws Exception {
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("missing", 10));
      operator.await(() -> operator.alerts().size() == 1);

      Alert alert = operator.alerts().get(0);
      assertThat(alert.getSeverity()).isEqualTo("error");
      assertThat(alert.getReason()).isEqualTo("model-refused");
      assertThat(alert.getMessage()).contains("twice version missing", "no such file");
      operator.send(1);
      operator.flush();
      assertThat(operator.answers()).containsExactly(1L);
    }
  }

  @Test
  void aVersionThatFailsOnItsFirstBatchIsRefused() throws Exception {
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("broken", 10));
      awaitAlerts(operator, 1);

      assertThat(operator.alerts().get(0).getReason()).isEqualTo("model-refused");
      assertThat(operator.rejected()).isEmpty();
    }
  }

  @Test
  void otherRolesOlderRecordsAndTheSameVersionChangeNothing() throws Exception {
    try (InferenceHarness operator = open()) {
      swap(operator, "2", 10);
      operator.control(ModelVersion.newBuilder(Versions.of("3", 20)).setRole("other").build());
      operator.control(Versions.of("4", 9));
      operator.control(Versions.of("2", 11));
      swap(operator, "5", 12);

      assertThat(GatedLoader.LOADED).containsExactly("1", "2", "5");
    }
  }

  @Test
  void theNewestOfSeveralWins() throws Exception {
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("slow", 10));
      operator.control(Versions.of("3", 11));
      operator.control(Versions.of("4", 12));
      GatedLoader.GATE.release();
      awaitAlerts(operator, 1);

      assertThat(operator.alerts().get(0).getMessage()).contains("version 4");
      assertThat(GatedLoader.LOADED).doesNotContain("3");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1"})
  void aRestoredOperatorLoadsTheVersionThatServed(int before, int after) throws Exception {
    List<OperatorSubtaskState> snapshots = new ArrayList<>();
    for (int subtask = 0; subtask < before; subtask++) {
      try (InferenceHarness operator = InferenceHarness.open(LOADER, before, subtask)) {
        operator.control(Versions.of("2", 10));
        awaitOpened(operator, 2);
        operator.send(1);
        operator.flush();
        snapshots.add(operator.snapshot());
      }
    }
    for (int subtask = 0; subtask < after; subtask++) {
      GatedLoader.LOADED.clear();
      try (InferenceHarness operator = restore(after, subtask, snapshots)) {
        assertThat(GatedLoader.LOADED).containsExactly("2");
        operator.control(Versions.of("2", 10));
        operator.send(1);
        operator.flush();
        assertThat(operator.answers()).containsExactly(1L);
      }
      assertThat(GatedLoader.LOADED).containsExactly("2");
    }
  }

  @Test
  void aVersionThatWasLoadingAtTheCheckpointIsLoadedAfterTheRestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("slow", 10));
      snapshot = operator.snapshot();
      GatedLoader.GATE.release(2);
    }
    try (InferenceHarness operator = InferenceHarness.restore(LOADER, 1, 0, snapshot)) {
      awaitAlerts(operator, 1);
      assertThat(operator.alerts().get(0).getMessage()).contains("version slow");
    }
  }

  @Test
  void aRefusedVersionIsNotTriedAgainAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("missing", 10));
      operator.await(() -> operator.alerts().size() == 1);
      snapshot = operator.snapshot();
    }
    try (InferenceHarness operator = InferenceHarness.restore(LOADER, 1, 0, snapshot)) {
      swap(operator, "3", 11);
      assertThat(operator.alerts()).extracting(Alert::getReason).containsExactly("model-switched");
    }
  }

  @Test
  void aVersionThatIsGoneAtARestoreGivesWayToTheConfiguredOne() throws Exception {
    OperatorSubtaskState snapshot;
    try (InferenceHarness operator =
        InferenceHarness.open(InferenceHarness.batches(4, true), new Vanishing(false))) {
      swap(operator, "2", 10);
      snapshot = operator.snapshot();
    }
    try (InferenceHarness operator =
        InferenceHarness.restore(new Vanishing(true), 1, 0, snapshot)) {
      assertThat(operator.alerts()).extracting(Alert::getReason).containsExactly("model-refused");
      assertThat(operator.alerts().get(0).getMessage())
          .contains("version 2", "gone", "the configured version serves");
      operator.send(1);
      operator.flush();
      assertThat(operator.answers()).containsExactly(1L);
    }
  }

  @Test
  void aVersionThatIsLoadingWhenTheOperatorClosesIsClosedToo() throws Exception {
    try (InferenceHarness operator = open()) {
      operator.control(Versions.of("slow", 10));
      GatedLoader.GATE.release();
    }
    assertThat(CountedModel.OPEN).hasValue(0);
  }

  private static InferenceHarness open() throws Exception {
    return InferenceHarness.open(InferenceHarness.batches(4, true), LOADER);
  }

  private static InferenceHarness restore(
      int parallelism, int subtask, List<OperatorSubtaskState> snapshots) throws Exception {
    return InferenceHarness.restore(
        LOADER, parallelism, subtask, snapshots.toArray(OperatorSubtaskState[]::new));
  }

  /** Sends records until so many alerts are there. */
  private static void awaitAlerts(InferenceHarness operator, int alerts) throws Exception {
    operator.await(
        () -> {
          feed(operator);
          return operator.alerts().size() == alerts;
        });
  }

  private static void swap(InferenceHarness operator, String version, long time) throws Exception {
    operator.control(Versions.of(version, time));
    awaitAlerts(operator, operator.alerts().size() + 1);
  }

  private static void awaitOpened(InferenceHarness operator, int models) throws Exception {
    operator.await(() -> CountedModel.OPEN.get() == models);
    operator.await(
        () -> {
          feed(operator);
          return CountedModel.OPEN.get() < models;
        });
  }

  private static void feed(InferenceHarness operator) {
    try {
      operator.send(5);
      operator.flush();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
