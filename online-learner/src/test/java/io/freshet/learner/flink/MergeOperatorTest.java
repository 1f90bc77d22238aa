package io.freshet.learner.flink;

import static io.freshet.learner.flink.MergeHarness.delta;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MergeOperatorTest {
  private static final LearnerConfig CONFIG =
      new LearnerConfig(
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          3000,
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          1,
          0,
          1,
          Duration.ofSeconds(10));

  @Test
  void manyDeltasOfARowArePublishedOnce() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(delta("ranker", "weights", "bias", 1));
      harness.add(delta("ranker", "weights", "bias", 2));
      assertThat(harness.published()).isEmpty();
      harness.setProcessingTime(100);
      assertThat(harness.published())
          .singleElement()
          .satisfies(row -> assertThat(row.getValues()).containsExactly(3f));
      harness.setProcessingTime(200);
      assertThat(harness.published()).isEmpty();
    }
  }

  @Test
  void neighboursWaitLongerAndABarrierWaitsForNobody() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      RowDelta neighbours = delta("co-visitation", "neighbours", "a", 1);
      neighbours.setColumns(List.of("b"));
      harness.add(neighbours);
      harness.setProcessingTime(400);
      assertThat(harness.published()).isEmpty();
      harness.setProcessingTime(500);
      assertThat(harness.published()).hasSize(1);
      harness.add(neighbours);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.published())
          .singleElement()
          .satisfies(row -> assertThat(row.getValues()).containsExactly(2f));
    }
  }

  @Test
  void vectorsWaitAsLongAsNeighboursAndExpire() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(delta("embeddings", "terms-in-32", "blue", 1));
      harness.setProcessingTime(400);
      assertThat(harness.published()).isEmpty();
      harness.setProcessingTime(500);
      assertThat(harness.published()).hasSize(1);
      harness.setProcessingTime(Duration.ofMinutes(12).toMillis());
      assertThat(harness.published()).last().matches(row -> row.getValues().isEmpty());
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void theEndOfTheInputPublishesEverything() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(delta("ranker", "weights", "bias", 1));
      harness.endInput1();
      assertThat(harness.published()).hasSize(1);
    }
  }

  @Test
  void aRowIsAdmittedByItsNthDelta() throws Exception {
    LearnerConfig third =
        new LearnerConfig(
            CONFIG.syncInterval(),
            CONFIG.publishInterval(),
            CONFIG.neighbourPublishInterval(),
            CONFIG.neighbourRowsPerSecond(),
            CONFIG.sweepInterval(),
            CONFIG.rowTtl(),
            3,
            0,
            1,
            CONFIG.checkpointInterval());
    try (MergeHarness harness = new MergeHarness(third, 1, 0)) {
      harness.openEmpty();
      harness.add(delta("popularity", "items", "a", 1));
      harness.add(delta("popularity", "items", "a", 1));
      harness.setProcessingTime(100_000);
      assertThat(harness.published()).isEmpty();
      harness.add(delta("popularity", "items", "a", 1));
      harness.setProcessingTime(100_100);
      assertThat(harness.published())
          .singleElement()
          .satisfies(row -> assertThat(row.getValues()).containsExactly(3f));
    }
  }

  @Test
  void untouchedRowsArePublishedAgainAndExpiredOnesRemoved() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(delta("popularity", "items", "a", 1));
      harness.setProcessingTime(200);
      assertThat(harness.published()).hasSize(1);
      harness.setProcessingTime(130_000);
      List<ParameterRow> again = harness.published();
      assertThat(again).isNotEmpty().hasSizeLessThan(4);
      assertThat(again).allSatisfy(row -> assertThat(row.getValues()).containsExactly(1f));
      harness.setProcessingTime(Duration.ofMinutes(12).toMillis());
      List<ParameterRow> last = harness.published();
      assertThat(last.get(last.size() - 1).getValues()).isEmpty();
      assertThat(last.get(last.size() - 1).getKey()).isEqualTo("a");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void restoredRowsGoOnAlsoAtAnotherParallelism() throws Exception {
    OperatorSubtaskState one;
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      addEach(harness, 1, List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
      harness.prepareSnapshotPreBarrier(1);
      one = harness.snapshot(1, 1);
    }
    List<OperatorSubtaskState> two = new ArrayList<>();
    Map<String, Float> values = new HashMap<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (MergeHarness harness = new MergeHarness(CONFIG, 2, subtask)) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                one, MergeHarness.MAX_PARALLELISM, 1, 2, subtask));
        harness.openEmpty();
        addEach(harness, 10, ownedBy(subtask));
        harness.prepareSnapshotPreBarrier(2);
        collect(harness, values);
        two.add(harness.snapshot(2, 2));
      }
    }
    assertThat(values).hasSize(10);
    assertThat(values.values()).containsOnly(11f);
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              AbstractStreamOperatorTestHarness.repackageState(two.get(0), two.get(1)),
              MergeHarness.MAX_PARALLELISM,
              2,
              1,
              0));
      harness.openEmpty();
      addEach(harness, 100, List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
      harness.prepareSnapshotPreBarrier(3);
      values.clear();
      collect(harness, values);
      assertThat(values).hasSize(10);
      assertThat(values.values()).containsOnly(111f);
    }
  }

  private static void addEach(MergeHarness harness, double value, List<Integer> keys)
      throws Exception {
    for (int key : keys) {
      harness.add(delta("ranker", "weights", "#" + key, value));
    }
  }

  private static List<Integer> ownedBy(int subtask) {
    List<Integer> owned = new ArrayList<>();
    for (int key = 0; key < 10; key++) {
      int index =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              "ranker/weights/#" + key, MergeHarness.MAX_PARALLELISM, 2);
      if (index == subtask) {
        owned.add(key);
      }
    }
    return owned;
  }

  private static void collect(MergeHarness harness, Map<String, Float> values) {
    harness.published().forEach(row -> values.put(row.getKey(), row.getValues().get(0)));
  }
}
