package io.freshet.schemas.topic;

import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * How a topic's type expresses a Kafka tombstone: only parameter rows do, as a row without values.
 */
public interface Tombstone<T> {
  boolean isTombstone(T value);

  T removed(String key);

  @SuppressWarnings("unchecked")
  static <T extends SpecificRecordBase> Optional<Tombstone<T>> of(Topic<T> topic) {
    return topic.type() == ParameterRow.class
        ? Optional.of((Tombstone<T>) RemovedRow.INSTANCE)
        : Optional.empty();
  }

  /** A row without values. */
  enum RemovedRow implements Tombstone<ParameterRow> {
    INSTANCE;

    @Override
    public boolean isTombstone(ParameterRow row) {
      return row.getValues().isEmpty();
    }

    @Override
    public ParameterRow removed(String key) {
      RowKey row = RowKey.parse(key);
      return ParameterRow.newBuilder()
          .setModel(row.model())
          .setTable(row.table())
          .setKey(row.key())
          .setValues(List.of())
          .build();
    }
  }
}
