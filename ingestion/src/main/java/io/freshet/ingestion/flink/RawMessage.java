package io.freshet.ingestion.flink;

import io.freshet.ingestion.Violation;
import io.freshet.schemas.record.Rejected;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.NullUnmarked;

/** A message of a raw topic as it was found. A Flink POJO, hence the public fields. */
@NullUnmarked
public final class RawMessage {
  public String topic;
  public int partition;
  public long offset;

  /** Null when the message has none. */
  public byte[] key;

  public byte[] value;

  public RawMessage() {}

  public static TypeInformation<RawMessage> type() {
    return Types.POJO(
        RawMessage.class,
        Map.of(
            "topic", Types.STRING,
            "partition", Types.INT,
            "offset", Types.LONG,
            "key", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            "value", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** Topic and partition. */
  String origin() {
    return topic + '-' + partition;
  }

  /**
   * @param target topic that it was meant for, empty when that is not known
   * @param time epoch milliseconds
   */
  Rejected rejected(Violation violation, String target, long time) {
    return Rejected.newBuilder()
        .setStage(IngestTopology.STAGE)
        .setReason(violation.reason().code())
        .setMessage(violation.message())
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setTarget(target)
        .setKey(key == null ? null : ByteBuffer.wrap(key))
        .setPayload(ByteBuffer.wrap(value))
        .setTime(time)
        .build();
  }
}
