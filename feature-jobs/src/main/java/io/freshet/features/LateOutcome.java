package io.freshet.features;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * An outcome that came too late to be joined, with all that is needed to send it through again.
 *
 * @param record as it goes to the topic {@code late}, but for its time
 */
public record LateOutcome(Rejected record) {
  /** The list of the interaction has expired. */
  static LateOutcome of(Interaction interaction) {
    return of(
        Topics.INTERACTIONS,
        interaction,
        "late-outcome",
        "interaction " + interaction.getEventId() + " is the outcome of a list that has expired");
  }

  /** What the label says of the text and task is known, or they have had too many. */
  static LateOutcome repeated(Label label) {
    return of(
        Topics.LABELS,
        label,
        "repeated-label",
        "label " + label.getEventId() + " says nothing new of " + name(label));
  }

  /** No prediction of the text came within the label window. */
  static LateOutcome unmatched(Label label) {
    return of(
        Topics.LABELS,
        label,
        "no-prediction",
        "label " + label.getEventId() + " found no prediction of " + name(label));
  }

  private static String name(Label label) {
    return "text " + label.getTextId() + " for task " + label.getTask();
  }

  private static <T extends SpecificRecordBase> LateOutcome of(
      Topic<T> topic, T value, String reason, String message) {
    Rejected record = new Rejected();
    record.setStage("feature-job");
    record.setReason(reason);
    record.setMessage(message);
    record.setTopic(topic.name());
    record.setPartition(-1);
    record.setOffset(-1);
    record.setTarget(topic.name());
    record.setKey(ByteBuffer.wrap(topic.keyOf(value).getBytes(StandardCharsets.UTF_8)));
    record.setPayload(ByteBuffer.wrap(topic.codec().encode(value)));
    return new LateOutcome(record);
  }
}
