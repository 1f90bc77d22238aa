package io.freshet.scoring.flink;

import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;

/** Dead letters of the scoring job. */
final class DeadLetters {
  private static final String STAGE = "scoring-job";

  private DeadLetters() {}

  /** A record that was read from a topic, encoded again. */
  static <T extends SpecificRecordBase> Rejected of(
      Topic<T> topic, T value, String reason, String message, long now) {
    byte[] key = topic.keyOf(value).getBytes(StandardCharsets.UTF_8);
    return Rejected.newBuilder()
        .setStage(STAGE)
        .setReason(reason)
        .setMessage(message)
        .setTopic(topic.name())
        .setTarget(topic.name())
        .setKey(ByteBuffer.wrap(key))
        .setPayload(ByteBuffer.wrap(topic.codec().encode(value)))
        .setTime(now)
        .build();
  }
}
