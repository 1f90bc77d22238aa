package io.freshet.scoring.inference.flink;

import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.NullUnmarked;

/**
 * An exactly-once sink: which numbers came, and how many came twice, is operator state; at the end
 * of the input it is handed in.
 */
@NullUnmarked
final class Tally extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Long, Long>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** What a finished subtask saw. */
  record Sheet(BitSet seen, long twice) {}

  private static final Queue<Sheet> SHEETS = new ConcurrentLinkedQueue<>();

  private transient ListState<byte[]> seenState;
  private transient ListState<Long> twiceState;
  private transient BitSet seen;
  private transient long twice;

  static void begin() {
    SHEETS.clear();
  }

  /** All subtasks together. */
  static Sheet total() {
    BitSet all = new BitSet();
    long twice = 0;
    for (Sheet sheet : SHEETS) {
      BitSet both = (BitSet) all.clone();
      both.and(sheet.seen);
      twice += sheet.twice + both.cardinality();
      all.or(sheet.seen);
    }
    return new Sheet(all, twice);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    seenState =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "seen", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    twiceState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("twice", Types.LONG));
    seen = new BitSet();
    for (byte[] bits : seenState.get()) {
      seen.or(BitSet.valueOf(bits));
    }
    twice = 0;
    for (long some : twiceState.get()) {
      twice += some;
    }
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    int id = element.getValue().intValue();
    if (seen.get(id)) {
      twice++;
    }
    seen.set(id);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    seenState.update(List.of(seen.toByteArray()));
    twiceState.update(List.of(twice));
  }

  @Override
  public void endInput() {
    SHEETS.add(new Sheet(seen, twice));
  }
}
