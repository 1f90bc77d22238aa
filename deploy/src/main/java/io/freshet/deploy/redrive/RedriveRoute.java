package io.freshet.deploy.redrive;

import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.Reason;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;

/**
 * How a dead letter goes through again.
 *
 * @param action what is done
 * @param topic where it goes; empty when it is left
 * @param because why it is left; empty when it is not
 */
public record RedriveRoute(Action action, String topic, String because) {
  /** What is done with a dead letter. */
  public enum Action {
    /** The original bytes go to the topic. */
    SEND,
    /** The original bytes are parsed and validated again, and the event goes to the topic. */
    PARSE,
    /** Nothing. */
    LEAVE
  }

  /** First two bytes of Avro's single-object encoding. */
  private static final short SINGLE_OBJECT = (short) 0xC301;

  /**
   * @param duplicatesToo whether duplicates are asked for: they would only be rejected again
   */
  public static RedriveRoute of(Rejected letter, boolean duplicatesToo) {
    if (letter.getReason().equals(Reason.DUPLICATE.code()) && !duplicatesToo) {
      return leave("a duplicate");
    }
    if (letter.getPartition() >= 0 || Topics.named(letter.getTopic()).isPresent()) {
      return new RedriveRoute(Action.SEND, letter.getTopic(), "");
    }
    if (Topics.named(letter.getTarget()).isPresent() && isRecord(letter.getPayload())) {
      return new RedriveRoute(Action.SEND, letter.getTarget(), "");
    }
    return EventKind.ofTopic(letter.getTarget()).isPresent()
        ? new RedriveRoute(Action.PARSE, letter.getTarget(), "")
        : leave("it is not known what topic it was meant for");
  }

  private static RedriveRoute leave(String because) {
    return new RedriveRoute(Action.LEAVE, "", because);
  }

  private static boolean isRecord(ByteBuffer payload) {
    return payload.remaining() > Short.BYTES
        && payload.getShort(payload.position()) == SINGLE_OBJECT;
  }
}
