package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncarnationTest {
  private final Incarnation first = new Incarnation(0, 50, 40, 9);
  private final Incarnation second = new Incarnation(1, 50, 40, 9);

  @Test
  void aFlushAfterTheRestoredOneOfAnEarlierLifeIsAborted() {
    assertThat(second.isAborted(row(at(0, 40, 99), at(1, 40, 10)))).isTrue();
    assertThat(second.isAborted(row(at(0, 40, 99), at(1, 40, 9)))).isFalse();
    assertThat(second.isAborted(row(at(1, 50, 10)))).isFalse();
  }

  @Test
  void whatOnlyItselfAddedInThisLifeIsAnEcho() {
    assertThat(second.isEcho(row(at(1, 50, 10)))).isTrue();
    assertThat(second.isEcho(row(at(1, 50, 10), at(0, 50, 1)))).isFalse();
    assertThat(second.isEcho(row())).isFalse();
  }

  @Test
  void theRestoredViewIsThatOfLearner0() {
    assertThat(first.isEcho(row(at(0, 40, 9)))).isTrue();
    assertThat(second.isEcho(row(at(1, 40, 9)))).isFalse();
  }

  @Test
  void onlyFlushesOfThisLifeCanBeMergedFlushes() {
    assertThat(second.mergedSequence(row(at(0, 50, 3), at(1, 50, 12)))).isEqualTo(12);
    assertThat(second.mergedSequence(row(at(1, 40, 12)))).isZero();
  }

  @Test
  void withoutACheckpointNothingIsAborted() {
    Incarnation fresh = Incarnation.after(List.of(), 1, 50);
    assertThat(fresh.epoch()).isEqualTo(50);
    assertThat(fresh.isAborted(row(at(1, 40, 10)))).isFalse();
    assertThat(fresh.isAborted(row(at(1, 49, 10)))).isFalse();
  }

  @Test
  void aLearnerGoesOnFromItsOwnFlushInAnEpochOfItsOwn() {
    Incarnation next = Incarnation.after(List.of(at(0, 70, 4), at(1, 60, 9)), 1, 50);
    assertThat(next).isEqualTo(new Incarnation(1, 71, 60, 9));
  }

  @Test
  void aLearnerThatTheCheckpointDoesNotKnowKeepsWhatOlderLivesFlushed() {
    Incarnation added = Incarnation.after(List.of(at(0, 40, 4)), 1, 90);
    assertThat(added.isAborted(row(at(1, 30, 7)))).isFalse();
    assertThat(added.isAborted(row(at(1, 80, 7)))).isTrue();
  }

  private static LearnerPosition at(int learner, long epoch, long sequence) {
    return new LearnerPosition(learner, epoch, sequence);
  }

  private static ParameterRow row(LearnerPosition... positions) {
    return ParameterRow.newBuilder()
        .setModel("m")
        .setTable("t")
        .setKey("k")
        .setValues(List.of(1f))
        .setLearners(List.of(positions))
        .build();
  }
}
