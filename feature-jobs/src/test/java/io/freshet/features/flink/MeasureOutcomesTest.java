package io.freshet.features.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.Configs;
import io.freshet.features.FeatureConfig;
import io.freshet.features.TaskMetrics;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeKind;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.Progress;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasureOutcomesTest {
  private final FeatureConfig config = Configs.with("progress-interval: 1s");
  private KeyedOneInputStreamOperatorTestHarness<String, Outcome, Progress> harness;

  @BeforeEach
  void open() throws Exception {
    harness = open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void reportsOncePerIntervalWhileOutcomesCome() throws Exception {
    add(0);
    add(-1);
    harness.setProcessingTime(1_000);
    assertThat(models()).containsExactly("freshet 2 0.5", "popularity 2 1.0");
    harness.setProcessingTime(10_000);
    assertThat(models()).hasSize(2);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    add(-1);
    harness.setProcessingTime(11_000);
    assertThat(models()).hasSize(4).contains("popularity 3 1.0");
  }

  @Test
  void goesOnAfterARestoreAsIfNothingHappened() throws Exception {
    add(0);
    add(-1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = open(snapshot);
    add(3);
    add(-1);
    harness.setProcessingTime(1_000);
    assertThat(models()).containsExactly("freshet 4 0.5", "popularity 4 1.0");
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Outcome, Progress> open(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    var opened =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MeasureOutcomes(config)),
            TaskMetrics::taskOf,
            Types.STRING);
    if (snapshot != null) {
      opened.initializeState(snapshot);
    }
    opened.open();
    return opened;
  }

  private void add(int rank) throws Exception {
    Outcome outcome =
        Outcome.newBuilder()
            .setPredictionId("p")
            .setKind(OutcomeKind.RECOMMENDATION)
            .setStatus(rank < 0 ? OutcomeStatus.MISS : OutcomeStatus.HIT)
            .setKey("u")
            .setVariant("freshet")
            .setRank(rank)
            .setBaselineRanks(Map.of("popularity", 0))
            .setEventTime(1)
            .setServedTime(1)
            .setOutcomeTime(1)
            .build();
    harness.processElement(new StreamRecord<>(outcome, 1));
  }

  private List<String> models() {
    return harness.extractOutputValues().stream()
        .map(p -> p.getModel() + " " + p.getCount() + " " + p.getMetrics().get("recall@10"))
        .toList();
  }
}
