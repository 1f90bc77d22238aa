package io.freshet.scoring.inference.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.inference.CountedModel;
import io.freshet.scoring.inference.ModelException;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchInferenceOperatorTest {
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
  void aFullBatchIsAnsweredWithoutWaiting() throws Exception {
    try (InferenceHarness operator = open(3, true, "1")) {
      operator.send(1, 2, 3);
      operator.await(() -> operator.answers().size() == 3);
    }
  }

  @Test
  void aBatchIsAnsweredAtItsDeadline() throws Exception {
    try (InferenceHarness operator = open(3, true, "1")) {
      operator.setTime(100);
      operator.send(1);
      operator.setTime(105);
      operator.await(() -> operator.answers().size() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsUnderWayIsAnsweredBeforeTheBarrier(boolean ordered) throws Exception {
    try (InferenceHarness operator = open(3, ordered, "1")) {
      operator.send(LongStream.range(0, 100).toArray());
      operator.flush();
      assertThat(operator.answers()).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatIsUnderWayIsAnsweredAtTheEndOfTheInput() throws Exception {
    try (InferenceHarness operator = open(3, true, "1")) {
      operator.send(1, 2, 3, 4);
      operator.endInput();
      assertThat(operator.answers()).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void answersKeepTheTimesOfTheirRecords() throws Exception {
    try (InferenceHarness operator = open(2, true, "1")) {
      operator.send(7, 8);
      operator.flush();
      assertThat(operator.output())
          .containsExactly(new StreamRecord<>(7L, 1007), new StreamRecord<>(8L, 1008));
    }
  }

  @Test
  void watermarksKeepTheirPlaceInOrder() throws Exception {
    try (InferenceHarness operator = open(2, true, "1")) {
      operator.watermark(1);
      operator.send(1);
      operator.watermark(1001);
      operator.send(2, 3);
      operator.watermark(1003);
      operator.controlWatermark(99_999);
      operator.flush();
      assertThat(operator.output())
          .containsExactly(
              new Watermark(1),
              new StreamRecord<>(1L, 1001),
              new Watermark(1001),
              new StreamRecord<>(2L, 1002),
              new StreamRecord<>(3L, 1003),
              new Watermark(1003));
    }
  }

  @Test
  void unorderedAWatermarkStillComesAfterTheRecordsBeforeIt() throws Exception {
    try (InferenceHarness operator = open(4, false, "picky")) {
      operator.send(1, -2, 3);
      operator.watermark(1003);
      operator.send(4);
      operator.flush();
      assertThat(operator.output())
          .containsExactlyInAnyOrder(
              new StreamRecord<>(1L, 1001),
              new StreamRecord<>(3L, 1003),
              new StreamRecord<>(4L, 1004),
              new Watermark(1003));
      assertThat(operator.output().indexOf(new Watermark(1003)))
          .isGreaterThan(operator.output().indexOf(new StreamRecord<>(3L, 1003)));
    }
  }

  @Test
  void unorderedGoodRecordsDoNotWaitForABadOne() throws Exception {
    try (InferenceHarness operator = open(4, false, "picky")) {
      operator.send(-1, 2, 3, 4);
      operator.flush();
      assertThat(operator.answers()).containsExactly(3L, 4L, 2L);
      assertThat(operator.rejected()).hasSize(1);
    }
  }

  @Test
  void aBadRecordIsRejectedWithItsReasonAndTheOthersAreAnswered() throws Exception {
    try (InferenceHarness operator = open(4, true, "picky")) {
      operator.send(1, 2, -3, 4);
      operator.flush();
      assertThat(operator.answers()).containsExactly(1L, 2L, 4L);
      Rejected rejected = operator.rejected().get(0);
      assertThat(rejected.getReason()).isEqualTo("bad-input");
      assertThat(rejected.getMessage()).isEqualTo("one of 1 inputs is bad");
    }
  }

  @Test
  void aModelThatFailsOnEverythingFailsTheJobByItsName() throws Exception {
    try (InferenceHarness operator = open(4, true, "broken")) {
      assertThatThrownBy(
              () -> {
                operator.send(LongStream.range(0, 100).toArray());
                operator.flush();
              })
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("twice version broken")
          .hasMessageContaining("10 records in a row");
    }
  }

  @Test
  void aModelThatCannotBeLoadedFailsTheStart() {
    assertThatThrownBy(() -> open(4, true, "missing").close())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no such file");
  }

  private static InferenceHarness open(int size, boolean ordered, String version) throws Exception {
    return InferenceHarness.open(InferenceHarness.batches(size, ordered), new GatedLoader(version));
  }
}
