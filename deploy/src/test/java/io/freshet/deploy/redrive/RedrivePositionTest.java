package io.freshet.deploy.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Rejected;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedrivePositionTest {
  private static final Rejected MISSING = letter("ingest-server", "missing-field");
  private static final Rejected LARGE = letter("ingest-server", "too-large");

  @Test
  void atFirstNothingIsDone() {
    assertThat(RedrivePosition.START.isDone(MISSING, 0)).isFalse();
  }

  @Test
  void allBeforeTheEndAreDone() {
    RedrivePosition position = RedrivePosition.allBefore(5);
    assertThat(position.isDone(MISSING, 4)).isTrue();
    assertThat(position.isDone(MISSING, 5)).isFalse();
  }

  @Test
  void classesThatWereSentByThemselvesAreFurtherAhead() {
    RedrivePosition position =
        RedrivePosition.allBefore(2).classesBefore(Set.of(RedrivePosition.classOf(MISSING)), 5);
    assertThat(position.isDone(MISSING, 4)).isTrue();
    assertThat(position.isDone(LARGE, 4)).isFalse();
    assertThat(position.isDone(LARGE, 1)).isTrue();
  }

  @Test
  void theTextBesideTheOffsetHoldsTheClasses() {
    RedrivePosition position =
        RedrivePosition.allBefore(2)
            .classesBefore(
                Set.of(RedrivePosition.classOf(MISSING), RedrivePosition.classOf(LARGE)), 5);
    assertThat(position.metadata())
        .isEqualTo("ingest-server/missing-field=5;ingest-server/too-large=5");
    assertThat(RedrivePosition.parse(2, position.metadata())).isEqualTo(position);
    assertThat(RedrivePosition.parse(0, "")).isEqualTo(RedrivePosition.START);
  }

  private static Rejected letter(String stage, String reason) {
    return Rejected.newBuilder()
        .setStage(stage)
        .setReason(reason)
        .setMessage("")
        .setTopic("")
        .setPayload(ByteBuffer.allocate(0))
        .setTime(0)
        .build();
  }
}
