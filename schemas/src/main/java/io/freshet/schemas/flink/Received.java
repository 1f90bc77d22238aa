package io.freshet.schemas.flink;

import io.freshet.schemas.record.Rejected;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.NullUnmarked;

/**
 * What a source read at one position of a topic: a value, or a dead letter when the bytes were no
 * record. Exactly one of {@code value} and {@code rejected} is set. A Flink POJO, hence the public
 * fields.
 */
@NullUnmarked
public final class Received<T extends SpecificRecordBase> {
  public T value;
  public Rejected rejected;
  public int partition;
  public long offset;

  public Received() {}

  public static <T extends SpecificRecordBase> Received<T> of(T value, int partition, long offset) {
    Received<T> received = new Received<>();
    received.value = value;
    received.partition = partition;
    received.offset = offset;
    return received;
  }

  public static <T extends SpecificRecordBase> Received<T> failed(Rejected rejected) {
    Received<T> received = new Received<>();
    received.rejected = rejected;
    received.partition = rejected.getPartition();
    received.offset = rejected.getOffset();
    return received;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <T extends SpecificRecordBase> TypeInformation<Received<T>> typeOf(Class<T> type) {
    return (TypeInformation)
        Types.POJO(
            Received.class,
            Map.of(
                "value",
                new AvroTypeInfo(type),
                "rejected",
                new AvroTypeInfo<>(Rejected.class),
                "partition",
                Types.INT,
                "offset",
                Types.LONG));
  }
}
