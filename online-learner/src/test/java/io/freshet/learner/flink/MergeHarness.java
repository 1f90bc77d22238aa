package io.freshet.learner.flink;

import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One merge subtask, driven by hand. */
final class MergeHarness
    extends KeyedTwoInputStreamOperatorTestHarness<
        String, RowDelta, Received<ParameterRow>, ParameterRow> {
  static final int MAX_PARALLELISM = 8;

  MergeHarness(LearnerConfig config, int parallelism, int subtask) throws Exception {
    super(
        new MergeOperator(ModelsConfig.defaults(), config),
        delta -> new RowKey(delta.getModel(), delta.getTable(), delta.getKey()).toString(),
        received -> RowKey.of(received.value).toString(),
        Types.STRING,
        MAX_PARALLELISM,
        parallelism,
        subtask);
    setup(
        new AvroTypeInfo<>(ParameterRow.class)
            .createSerializer(getExecutionConfig().getSerializerConfig()));
  }

  static RowDelta delta(String model, String table, String key, double value) {
    return new RowDelta(model, table, key, List.of(), List.of(value), 0L, 0, 1L, 1L, 5L);
  }

  /** The topic was empty when the job started. */
  void openEmpty() throws Exception {
    open();
    endInput2();
  }

  void add(RowDelta delta) throws Exception {
    processElement1(new StreamRecord<>(delta));
  }

  /** The topic held this when the job started. */
  void find(ParameterRow row, long offset) throws Exception {
    processElement2(new StreamRecord<>(Received.of(row, 0, offset)));
  }

  List<ParameterRow> published() {
    List<ParameterRow> rows = extractOutputValues();
    getOutput().clear();
    return rows;
  }

  /** What a barrier makes it publish. */
  List<ParameterRow> publishedNow() throws Exception {
    prepareSnapshotPreBarrier(1);
    return published();
  }
}
