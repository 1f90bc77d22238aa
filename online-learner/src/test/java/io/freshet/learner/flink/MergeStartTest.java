package io.freshet.learner.flink;

import static io.freshet.learner.flink.MergeHarness.delta;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.learner.Contribution;
import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What a merge makes of rows that it finds on the topic, and of rows that others put there. */
class MergeStartTest {
  private static final LearnerConfig CONFIG = LearnerConfig.defaults();
  private static final LearnerPosition LOST_LIFE = new LearnerPosition(0, 4L, 99L);

  @Test
  void deltasWaitForTheRowThatTheyAreAddedTo() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.add(bias(1));
      harness.find(row(40).build(), 3);
      harness.add(bias(2));
      harness.setProcessingTime(1_000);
      assertThat(harness.publishedNow()).isEmpty();
      harness.endInput2();
      assertThat(harness.published())
          .singleElement()
          .satisfies(row -> assertThat(row.getValues()).containsExactly(43f))
          .satisfies(row -> assertThat(row.getIngestTime()).isEqualTo(70));
    }
  }

  @Test
  void theLastVersionOfARowIsTheOneThatCounts() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.find(row(40).build(), 3);
      harness.find(row(50).build(), 4);
      harness.find(row(7).setKey("#1").build(), 5);
      harness.find(row(0).setKey("#1").setValues(List.of()).build(), 6);
      harness.endInput2();
      harness.add(bias(1));
      harness.add(delta("ranker", "weights", "#1", 2));
      assertThat(harness.publishedNow())
          .extracting(row -> row.getValues().get(0))
          .containsExactly(51f, 2f);
    }
  }

  @Test
  void aRowTellsOnlyOfLearnersOfThisLifeSoThatTheyKnowTheirEcho() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.find(row(40).setLearners(List.of(LOST_LIFE)).build(), 3);
      harness.endInput2();
      harness.add(bias(1));
      assertThat(harness.publishedNow())
          .singleElement()
          .satisfies(
              row -> assertThat(row.getLearners()).containsExactly(new LearnerPosition(0, 1L, 1L)));
    }
  }

  @Test
  void whatIsFoundIsNotPublishedAgain() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.find(row(40).build(), 3);
      harness.endInput2();
      assertThat(harness.publishedNow()).isEmpty();
    }
  }

  @Test
  void aDecayedRowMeetsNewerAndOlderDeltas() throws Exception {
    ForwardDecay decay = new ForwardDecay(ModelsConfig.defaults().popularity().halfLife());
    long landmark = decay.landmark(Long.MAX_VALUE / 4);
    long halfLife = decay.halfLife().toMillis();
    ParameterRow found =
        row(8).setModel("popularity").setTable("items").setLandmark(landmark).build();
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.find(found, 3);
      harness.endInput2();
      RowDelta older = delta("popularity", "items", "bias", 4);
      older.setLandmark(landmark - 2 * halfLife);
      harness.add(older);
      assertThat(harness.publishedNow().get(0).getValues()).containsExactly(9f);
      RowDelta newer = delta("popularity", "items", "bias", 4);
      newer.setLandmark(landmark + halfLife);
      harness.add(newer);
      ParameterRow last = harness.publishedNow().get(0);
      assertThat(last.getValues()).containsExactly(8.5f);
      assertThat(last.getLandmark()).isEqualTo(landmark + halfLife);
    }
  }

  @Test
  void aContributionIsAddedToWhatWasLearnedAndTold() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(bias(5));
      assertThat(harness.publishedNow()).hasSize(1);
      harness.add(contribution(row(105).setAdded(List.of(100f)).build(), 12));
      assertThat(harness.publishedNow())
          .singleElement()
          .satisfies(row -> assertThat(row.getValues()).containsExactly(105f))
          .satisfies(
              row ->
                  assertThat(row.getLearners())
                      .containsExactly(
                          new LearnerPosition(0, 1L, 1L), new LearnerPosition(-1, 0L, 12L)));
    }
  }

  @Test
  void aContributionToANewRowStandsOnTheTopicAlready() throws Exception {
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(contribution(row(100).setAdded(List.of()).build(), 12));
      assertThat(harness.publishedNow()).isEmpty();
      harness.add(bias(5));
      assertThat(harness.publishedNow().get(0).getValues()).containsExactly(105f);
    }
  }

  @Test
  void aContributionThatWasFoundAtTheStartIsNotAddedAgain() throws Exception {
    ParameterRow trained = row(105).setAdded(List.of(100f)).build();
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.add(contribution(trained, 12));
      harness.find(row(5).build(), 11);
      harness.find(trained, 12);
      harness.add(contribution(row(106).setAdded(List.of(1f)).build(), 13));
      harness.endInput2();
      assertThat(harness.published().get(0).getValues()).containsExactly(106f);
    }
  }

  @Test
  void aRemovalByOthersForgetsTheRowAndTheMergesOwnDoesNot() throws Exception {
    LearnerConfig config = CONFIG;
    RowDelta neighbours = delta("co-visitation", "neighbours", "bias", 1);
    neighbours.setColumns(List.of("b"));
    RowDelta gone = delta("co-visitation", "neighbours", "bias", -1);
    gone.setColumns(List.of("b"));
    try (MergeHarness harness = new MergeHarness(config, 1, 0)) {
      harness.openEmpty();
      harness.add(neighbours);
      harness.add(gone);
      ParameterRow own = harness.publishedNow().get(0);
      assertThat(own.getValues()).isEmpty();
      harness.add(neighbours);
      harness.add(contribution(own, 20));
      harness.add(neighbours);
      assertThat(harness.publishedNow().get(0).getValues()).containsExactly(2f);
      harness.add(contribution(own, 21));
      harness.add(neighbours);
      assertThat(harness.publishedNow().get(0).getValues()).containsExactly(1f);
    }
  }

  @Test
  void aRestoredMergeGoesOnWhereItWasInTheMiddleOfItsStartAndAfter() throws Exception {
    OperatorSubtaskState starting;
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      harness.find(row(40).build(), 3);
      harness.find(row(4).setKey("#1").build(), 4);
      harness.add(bias(1));
      harness.publishedNow();
      starting = harness.snapshot(1, 1);
    }
    OperatorSubtaskState running;
    try (MergeHarness harness = restored(starting)) {
      harness.find(row(50).build(), 5);
      harness.endInput2();
      assertThat(harness.published().get(0).getValues()).containsExactly(51f);
      harness.add(contribution(row(60).setAdded(List.of(10f)).build(), 6));
      harness.publishedNow();
      running = harness.snapshot(2, 2);
    }
    try (MergeHarness harness = restored(running)) {
      harness.endInput2();
      harness.add(bias(1));
      harness.add(delta("ranker", "weights", "#1", 1));
      assertThat(harness.publishedNow())
          .extracting(row -> row.getValues().get(0))
          .containsExactly(62f, 5f);
    }
  }

  @Test
  void rowsOfAMergeWithStateAreNotTakenFromTheTopic() throws Exception {
    OperatorSubtaskState state;
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.openEmpty();
      harness.add(bias(5));
      harness.publishedNow();
      state = harness.snapshot(1, 1);
    }
    try (MergeHarness harness = restored(state)) {
      harness.find(row(900).build(), 3);
      harness.endInput2();
      harness.add(bias(1));
      assertThat(harness.publishedNow().get(0).getValues()).containsExactly(6f);
    }
  }

  @Test
  void rescaledItAgrees() throws Exception {
    OperatorSubtaskState one;
    try (MergeHarness harness = new MergeHarness(CONFIG, 1, 0)) {
      harness.open();
      for (int key = 0; key < 20; key++) {
        harness.find(row(key).setKey("#" + key).build(), key);
        harness.add(delta("ranker", "weights", "#" + key, 100));
      }
      one = harness.snapshot(1, 1);
    }
    int rows = 0;
    for (int subtask = 0; subtask < 2; subtask++) {
      try (MergeHarness harness = new MergeHarness(CONFIG, 2, subtask)) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                one, MergeHarness.MAX_PARALLELISM, 1, 2, subtask));
        harness.openEmpty();
        for (ParameterRow row : harness.published()) {
          rows++;
          assertThat(row.getValues())
              .containsExactly(100 + Float.parseFloat(row.getKey().substring(1)));
        }
      }
    }
    assertThat(rows).isEqualTo(20);
  }

  private static MergeHarness restored(OperatorSubtaskState state) throws Exception {
    MergeHarness harness = new MergeHarness(CONFIG, 1, 0);
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private static RowDelta bias(double value) {
    return delta("ranker", "weights", "bias", value);
  }

  private static RowDelta contribution(ParameterRow row, long offset) {
    return Contribution.delta(row, offset).orElseThrow();
  }

  private static ParameterRow.Builder row(float value) {
    return ParameterRow.newBuilder()
        .setModel("ranker")
        .setTable("weights")
        .setKey("bias")
        .setValues(List.of(value))
        .setIngestTime(70);
  }
}
