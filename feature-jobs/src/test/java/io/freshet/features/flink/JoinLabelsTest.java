package io.freshet.features.flink;

import static io.freshet.features.Samples.label;
import static io.freshet.features.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.Configs;
import io.freshet.features.FeatureConfig;
import io.freshet.features.Samples;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.TextPrediction;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinLabelsTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final FeatureConfig config = Configs.with("label-window: 30d");
  private KeyedTwoInputStreamOperatorTestHarness<String, TextPrediction, Label, Example> harness;

  @BeforeEach
  void open() throws Exception {
    harness = open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void joinsInBothOrders() throws Exception {
    predict(prediction("t", 0.9f, 10));
    give(label("t", "sentiment", "a", 20));
    give(label("s", "sentiment", "b", 20));
    predict(prediction("s", 0.9f, 10));
    assertThat(side(SideOutputs.EXAMPLES))
        .extracting(Example::getId)
        .containsExactly("text/t/sentiment", "text/s/sentiment");
    assertThat(side(SideOutputs.OUTCOMES))
        .extracting(o -> o.getStatus().name())
        .containsExactly("HIT", "MISS");
  }

  @Test
  void stateIsClearedWhenTheWindowEnds() throws Exception {
    predict(prediction("t", 0.9f, 10));
    give(label("alone", "sentiment", "a", 10));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    harness.processBothWatermarks(new Watermark(10 + 30 * DAY));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(side(SideOutputs.LATE))
        .extracting(Rejected::getReason)
        .containsExactly("no-prediction");
  }

  @Test
  void goesOnAfterARestoreAsIfNothingHappened() throws Exception {
    predict(Samples.encoded("t", 10));
    give(label("s", "sentiment", "b", 20));
    predict(prediction("done", 0.9f, 10));
    give(label("done", "sentiment", "a", 20));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = open(snapshot);
    give(label("t", "sentiment", "a", 20));
    predict(prediction("s", 0.9f, 10));
    predict(prediction("done", 0.9f, 10));
    give(label("done", "sentiment", "a", 20));
    give(label("done", "sentiment", "b", 30));
    assertThat(side(SideOutputs.EXAMPLES))
        .extracting(Example::getId)
        .containsExactly("text/t/sentiment", "text/s/sentiment", "text/done/sentiment/done#b@30");
    assertThat(side(SideOutputs.EXAMPLES).get(0).getEmbedding())
        .isEqualTo(Samples.encoded("t", 10).getEmbedding());
    assertThat(side(SideOutputs.OUTCOMES))
        .extracting(Outcome::getPredictionId)
        .containsExactly("t/sentiment", "s/sentiment");
    assertThat(side(SideOutputs.LATE))
        .extracting(Rejected::getReason)
        .containsExactly("repeated-label");
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, TextPrediction, Label, Example> open(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    var opened =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new JoinLabels(config)),
            TextPrediction::getTextId,
            Label::getTextId,
            Types.STRING);
    if (snapshot != null) {
      opened.initializeState(snapshot);
    }
    opened.open();
    return opened;
  }

  private void predict(TextPrediction prediction) throws Exception {
    harness.processElement1(new StreamRecord<>(prediction, prediction.getEventTime()));
  }

  private void give(Label label) throws Exception {
    harness.processElement2(new StreamRecord<>(label, label.getEventTime()));
  }

  private <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }
}
