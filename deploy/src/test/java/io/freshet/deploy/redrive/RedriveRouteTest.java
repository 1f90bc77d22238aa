package io.freshet.deploy.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.redrive.RedriveRoute.Action;
import io.freshet.schemas.record.Rejected;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedriveRouteTest {
  @Test
  void whatCameFromARawTopicGoesBackToIt() {
    Rejected letter = letter("missing-field").setTopic("clicks").setPartition(0).build();
    assertThat(RedriveRoute.of(letter, false))
        .isEqualTo(new RedriveRoute(Action.SEND, "clicks", ""));
  }

  @Test
  void whatCameFromACanonicalTopicGoesBackToItWithoutAPosition() {
    Rejected letter = letter("scoring-failed").setTopic("texts").setTarget("texts").build();
    assertThat(RedriveRoute.of(letter, false))
        .isEqualTo(new RedriveRoute(Action.SEND, "texts", ""));
  }

  @Test
  void whatCameOverHttpIsParsedAgain() {
    Rejected letter = letter("out-of-range").setTarget("interactions").build();
    assertThat(RedriveRoute.of(letter, false))
        .isEqualTo(new RedriveRoute(Action.PARSE, "interactions", ""));
  }

  @Test
  void whatCameFromAFileIsParsedAgain() {
    Rejected letter =
        letter("out-of-range").setTopic("events.csv").setOffset(12).setTarget("items").build();
    assertThat(RedriveRoute.of(letter, false))
        .isEqualTo(new RedriveRoute(Action.PARSE, "items", ""));
  }

  @Test
  void aRecordGoesToItsTargetAsItIs() {
    ByteBuffer record = ByteBuffer.wrap(new byte[] {(byte) 0xC3, 1, 0, 0});
    Rejected letter = letter("late-outcome").setTarget("outcomes").setPayload(record).build();
    assertThat(RedriveRoute.of(letter, false))
        .isEqualTo(new RedriveRoute(Action.SEND, "outcomes", ""));
  }

  @Test
  void whatHasNoTargetIsLeft() {
    assertThat(RedriveRoute.of(letter("malformed-json").build(), false).action())
        .isEqualTo(Action.LEAVE);
  }

  @Test
  void duplicatesAreLeftUnlessAskedFor() {
    Rejected letter = letter("duplicate").setTarget("items").build();
    assertThat(RedriveRoute.of(letter, false).action()).isEqualTo(Action.LEAVE);
    assertThat(RedriveRoute.of(letter, true).action()).isEqualTo(Action.PARSE);
  }

  @Test
  void theFilterComparesReasonAndStage() {
    Rejected letter = letter("duplicate").build();
    assertThat(RedriveFilter.ALL.matches(letter)).isTrue();
    assertThat(filter("duplicate", "a-stage").matches(letter)).isTrue();
    assertThat(filter("duplicate", "another").matches(letter)).isFalse();
    assertThat(filter("too-large", "a-stage").matches(letter)).isFalse();
  }

  private static RedriveFilter filter(String reason, String stage) {
    return new RedriveFilter(Optional.of(reason), Optional.of(stage));
  }

  private static Rejected.Builder letter(String reason) {
    return Rejected.newBuilder()
        .setStage("a-stage")
        .setReason(reason)
        .setMessage("")
        .setTopic("")
        .setPayload(ByteBuffer.wrap(new byte[] {'{', '}'}))
        .setTime(0);
  }
}
