package io.freshet.ingestion.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DropDuplicatesTest {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @Test
  void remembersTakenIdsOverARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var before = harness()) {
      before.open();
      before.processElement(event("a"), 0);
      assertThat(before.extractOutputValues()).hasSize(1);
      snapshot = before.snapshot(1, 1);
    }
    try (var after = harness()) {
      after.initializeState(snapshot);
      after.open();
      after.processElement(event("a"), 0);
      after.processElement(event("b"), 0);

      assertThat(after.extractOutputValues()).extracting(Interaction::getEventId).containsOnly("b");
      Rejected duplicate = rejected(after).element().getValue();
      assertThat(duplicate.getReason()).isEqualTo("duplicate");
      assertThat(duplicate.getMessage()).contains("eventId = a");
      assertThat(duplicate.getTarget()).isEqualTo("interactions");
    }
  }

  @Test
  void forgetsIdsAfterTheWindow() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.setProcessingTime(1);
      harness.setStateTtlProcessingTime(1);
      harness.processElement(event("a"), 0);
      harness.setProcessingTime(WINDOW.toMillis() + 1);
      harness.setStateTtlProcessingTime(WINDOW.toMillis() + 1);
      harness.processElement(event("a"), 0);

      assertThat(harness.extractOutputValues()).hasSize(2);
      assertThat(rejected(harness)).isNull();
    }
  }

  private static Queue<StreamRecord<Rejected>> rejected(
      KeyedOneInputStreamOperatorTestHarness<String, RawEvent, Interaction> harness) {
    return harness.getSideOutput(Accepted.REJECTED);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RawEvent, Interaction> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new DropDuplicates(WINDOW)), event -> event.key, Types.STRING);
  }

  private static RawEvent event(String id) {
    String json = "{\"eventId\":\"" + id + "\",\"user\":\"u\",\"item\":\"i\",\"type\":\"view\"}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Event event =
        new EventParser(Limits.defaults(), () -> 1_770_000_000_000L)
            .parse(EventKind.INTERACTION, bytes)
            .event()
            .orElseThrow();
    RawMessage message = new RawMessage();
    message.topic = "raw";
    message.value = bytes;
    return RawEvent.of(event, false, message);
  }
}
