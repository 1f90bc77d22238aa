package io.freshet.learner.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.learner.Examples;
import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LearnOperatorTest {
  private static final ModelsConfig MODELS = ModelsConfig.defaults();
  private static final LearnerConfig CONFIG = LearnerConfig.defaults();
  private static final int MAX_PARALLELISM = 8;

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<
          Received<Example>, Received<ParameterRow>, RowDelta> {
    private int offset;

    Harness(int parallelism, int subtask) throws Exception {
      super(
          new LearnOperator(MODELS, CONFIG, "learner-job"), MAX_PARALLELISM, parallelism, subtask);
      setup(
          new AvroTypeInfo<>(RowDelta.class)
              .createSerializer(getExecutionConfig().getSerializerConfig()));
    }

    void start(OperatorSubtaskState state, long time) throws Exception {
      setProcessingTime(time);
      if (state != null) {
        initializeState(state);
      }
      open();
    }

    void learn(Example example) throws Exception {
      processElement1(new StreamRecord<>(Received.of(example, 2, offset++)));
    }

    void hear(ParameterRow row) throws Exception {
      processElement2(new StreamRecord<>(Received.of(row, 0, 0)));
    }

    List<RowDelta> flushed() throws Exception {
      getOutput().clear();
      prepareSnapshotPreBarrier(1);
      return extractOutputValues();
    }
  }

  @Test
  void deltasAreFlushedAtEachSyncIntervalAndNumbered() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.start(null, 1_000);
      harness.learn(new Examples(1).ranking());
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.setProcessingTime(1_400);
      assertThat(harness.extractOutputValues())
          .isNotEmpty()
          .allSatisfy(
              delta -> {
                assertThat(delta.getEpoch()).isEqualTo(1_000);
                assertThat(delta.getSequence()).isEqualTo(1);
              });
    }
  }

  @Test
  void theEndOfTheExamplesFlushesAndReports() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.start(null, 1_000);
      harness.learn(new Examples(1).ranking());
      harness.endInput1();
      assertThat(harness.extractOutputValues()).isNotEmpty();
      assertThat(progress(harness)).extracting(Progress::getModel).containsExactly("ranker");
    }
  }

  @Test
  void aFlawedExampleIsRejectedWithItsPositionAndBytes() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.start(null, 1_000);
      harness.learn(new Examples(1).ranking());
      Example flawed = new Examples(1).ranking();
      flawed.setFeatureSet("ranking-0");
      harness.learn(flawed);
      Rejected rejected = harness.getSideOutput(Accepted.REJECTED).iterator().next().getValue();
      assertThat(rejected.getReason()).isEqualTo("unknown-feature-set");
      assertThat(rejected.getStage()).isEqualTo("learner-job");
      assertThat(rejected.getTopic()).isEqualTo("examples");
      assertThat(rejected.getPartition()).isEqualTo(2);
      assertThat(rejected.getOffset()).isEqualTo(1);
      assertThat(rejected.getPayload().remaining()).isPositive();
    }
  }

  @Test
  void aRestoredLearnerGoesOnBitForBit() throws Exception {
    List<Example> examples = Examples.mixed(1, 900);
    try (Harness through = new Harness(1, 0);
        Harness before = new Harness(1, 0);
        Harness after = new Harness(1, 0)) {
      through.start(null, 1_000);
      before.start(null, 1_000);
      for (Example example : examples.subList(0, 600)) {
        through.learn(example);
        before.learn(example);
      }
      through.flushed();
      before.flushed();
      after.start(before.snapshot(1, 1), 5_000);
      for (Example example : examples.subList(600, 900)) {
        through.learn(example);
        after.learn(example);
      }
      List<RowDelta> expected = through.flushed();
      List<RowDelta> deltas = after.flushed();
      expected.forEach(delta -> delta.setEpoch(5_000));
      assertThat(deltas).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
      through.setProcessingTime(9_000);
      after.setProcessingTime(9_000);
      assertThat(metrics(after))
          .containsExactlyElementsOf(metrics(through))
          .anyMatch(metric -> metric.startsWith("accuracy"))
          .anyMatch(metric -> metric.startsWith("mae"));
    }
  }

  @Test
  void onRescalingAllReadTheViewAndNoFigureIsLost() throws Exception {
    OperatorSubtaskState one;
    try (Harness harness = new Harness(1, 0)) {
      harness.start(null, 1_000);
      for (Example example : Examples.mixed(2, 400)) {
        harness.learn(example);
      }
      harness.flushed();
      one = harness.snapshot(1, 1);
    }
    List<OperatorSubtaskState> two = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (Harness harness = new Harness(2, subtask)) {
        harness.start(repartition(one, 1, 2, subtask), 2_000);
        for (Example example : Examples.mixed(3 + subtask, 400)) {
          harness.learn(example);
        }
        assertThat(harness.flushed()).isNotEmpty();
        two.add(harness.snapshot(2, 2));
      }
    }
    OperatorSubtaskState merged =
        AbstractStreamOperatorTestHarness.repackageState(two.get(0), two.get(1));
    try (Harness harness = new Harness(1, 0)) {
      harness.start(repartition(merged, 2, 1, 0), 3_000);
      harness.learn(new Examples(9).ranking());
      harness.setProcessingTime(5_000);
      assertThat(progress(harness))
          .filteredOn(p -> p.getModel().equals("ranker"))
          .last()
          .satisfies(p -> assertThat(p.getCount()).isEqualTo(5 * 301L));
      assertThat(progress(harness))
          .filteredOn(p -> p.getModel().equals("text-sentiment"))
          .last()
          .satisfies(p -> assertThat(p.getCount()).isEqualTo(300));
    }
  }

  @Test
  void whatOthersAddedIsTakenOverAndOwnDeltasStay() throws Exception {
    try (Harness alone = new Harness(1, 0);
        Harness together = new Harness(2, 1)) {
      alone.start(null, 1_000);
      together.start(null, 1_000);
      together.hear(bias(-3f, 4f, new LearnerPosition(0, 1_000L, 3L)));
      alone.learn(new Examples(1).ranking());
      together.learn(new Examples(1).ranking());
      RowDelta alonesStep = bias(alone.flushed());
      RowDelta togethersStep = bias(together.flushed());
      assertThat(togethersStep.getValues()).isNotEqualTo(alonesStep.getValues());
      assertThat(togethersStep.getLearner()).isEqualTo(1);
    }
  }

  @Test
  void rowsOfAnAbortedLifeAreIgnored() throws Exception {
    try (Harness before = new Harness(1, 0);
        Harness untouched = new Harness(1, 0);
        Harness restored = new Harness(1, 0)) {
      before.start(null, 900);
      before.flushed();
      OperatorSubtaskState state = before.snapshot(1, 1);
      untouched.start(state, 1_000);
      restored.start(state, 1_000);
      restored.hear(bias(-3f, 4f, new LearnerPosition(0, 900L, 17L)));
      untouched.learn(new Examples(1).ranking());
      restored.learn(new Examples(1).ranking());
      assertThat(bias(restored.flushed())).isEqualTo(bias(untouched.flushed()));
    }
  }

  @Test
  void withoutACheckpointItGoesOnFromWhateverIsOnTheTopic() throws Exception {
    try (Harness trained = new Harness(1, 0);
        Harness found = new Harness(1, 0);
        Harness cold = new Harness(1, 0)) {
      trained.start(null, 1_000);
      found.start(null, 1_000);
      cold.start(null, 1_000);
      ParameterRow row = bias(-3f, 4f, new LearnerPosition(0, 900L, 17L));
      found.hear(row);
      row.setLearners(List.of());
      trained.hear(row);
      trained.learn(new Examples(1).ranking());
      found.learn(new Examples(1).ranking());
      cold.learn(new Examples(1).ranking());
      RowDelta step = bias(found.flushed());
      assertThat(step).isEqualTo(bias(trained.flushed()));
      assertThat(step).isNotEqualTo(bias(cold.flushed()));
    }
  }

  private static OperatorSubtaskState repartition(
      OperatorSubtaskState state, int from, int to, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, MAX_PARALLELISM, from, to, subtask);
  }

  /** Figures rounded to what does not depend on the order of additions. */
  private static List<String> metrics(Harness harness) {
    List<String> figures = new ArrayList<>();
    for (Progress progress : progress(harness)) {
      progress
          .getMetrics()
          .forEach(
              (name, value) -> figures.add(String.format(Locale.ROOT, "%s %.9f", name, value)));
    }
    Collections.sort(figures);
    return figures;
  }

  private static List<Progress> progress(Harness harness) {
    Queue<StreamRecord<Progress>> records = harness.getSideOutput(LearnOperator.PROGRESS);
    return records.stream().map(StreamRecord::getValue).toList();
  }

  private static RowDelta bias(List<RowDelta> deltas) {
    return deltas.stream().filter(d -> d.getKey().equals("bias")).findFirst().orElseThrow();
  }

  private static ParameterRow bias(float z, float n, LearnerPosition position) {
    return ParameterRow.newBuilder()
        .setModel("ranker")
        .setTable("weights")
        .setKey("bias")
        .setValues(List.of(z, n))
        .setLearners(List.of(position))
        .build();
  }
}
