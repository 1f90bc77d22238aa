package io.freshet.learner.flink;

import io.freshet.learner.Contribution;
import io.freshet.learner.DueRows;
import io.freshet.learner.LearnerConfig;
import io.freshet.learner.MergedRow;
import io.freshet.learner.RowMerge;
import io.freshet.learner.Sweep;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import io.freshet.schemas.topic.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.NullUnmarked;

/**
 * The parameter server: adds deltas (first input) to the row of the current key and publishes
 * changed rows, coalesced: a row at most once per publish interval, a long row of neighbours or a
 * vector once per its own, and not more of each kind than a budget allows. Everything changed is
 * published before a checkpoint barrier, so what waits need not be state. A slow sweep publishes
 * untouched rows again, so that every consumer converges after a failure, and removes rows that
 * have expired.
 *
 * <p>A row that it has no deltas of goes on from where the topic was when the job started (second
 * input, which then ends). Until that is read to its end deltas are held back, and nothing is
 * published: a row is never told without its past.
 */
@NullUnmarked
final class MergeOperator extends AbstractStreamOperator<ParameterRow>
    implements TwoInputStreamOperator<RowDelta, Received<ParameterRow>, ParameterRow>,
        BoundedMultiInput {
  private static final long serialVersionUID = 1L;
  private static final String STATE = "merged-row";
  private static final String STARTED = "started";
  private static final String HELD_BACK = "held-back-deltas";
  private static final int START = 2;

  private final ModelsConfig models;
  private final LearnerConfig config;

  private transient RowMerge merge;
  private transient ValueState<MergedRow> state;
  private transient ListState<RowDelta> heldBack;
  private transient ListState<Boolean> startedState;
  private transient boolean started;
  private transient Map<String, Integer> removals;
  private transient DueRows rows;
  private transient DueRows neighbours;
  private transient DueRows vectors;
  private transient Sweep sweep;
  private transient StreamRecord<ParameterRow> record;
  private transient Ticks ticks;

  MergeOperator(ModelsConfig models, LearnerConfig config) {
    this.models = models;
    this.config = config;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>(STATE, MergedRowSerializer.INSTANCE));
    heldBack =
        context
            .getKeyedStateStore()
            .getListState(new ListStateDescriptor<>(HELD_BACK, new AvroTypeInfo<>(RowDelta.class)));
    startedState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>(STARTED, Types.BOOLEAN));
    started = context.isRestored() && wasStarted();
  }

  /** A start that has ended is not repeated: a restored source may not say again that it ended. */
  private boolean wasStarted() throws Exception {
    boolean any = false;
    boolean all = true;
    for (boolean subtask : startedState.get()) {
      any = true;
      all &= subtask;
    }
    return any && all;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    startedState.update(List.of(started));
  }

  @Override
  public void open() throws Exception {
    super.open();
    merge = new RowMerge(models, config.admissionCount());
    rows = new DueRows(0);
    neighbours = new DueRows(config.neighbourPublishInterval().toMillis());
    vectors = new DueRows(config.neighbourPublishInterval().toMillis());
    sweep = new Sweep(config.sweepInterval().toMillis(), config.publishInterval().toMillis());
    sweep.begin(keys(STATE), now());
    removals = new HashMap<>();
    record = new StreamRecord<>(null);
    ticks = new Ticks(getProcessingTimeService(), config.publishInterval().toMillis(), this::tick);
  }

  @Override
  public void processElement1(StreamRecord<RowDelta> element) throws Exception {
    if (started) {
      take(element.getValue());
    } else {
      heldBack.add(element.getValue());
    }
  }

  @Override
  public void processElement2(StreamRecord<Received<ParameterRow>> element) throws Exception {
    Received<ParameterRow> received = element.getValue();
    MergedRow row = state.value();
    if (received.value == null || (row != null && row.hasDeltas())) {
      return;
    }
    if (received.value.getValues().isEmpty()) {
      state.clear();
    } else {
      state.update(merge.base(received.value, received.offset));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    publishAll();
  }

  @Override
  public void endInput(int input) throws Exception {
    if (input == START) {
      start();
    }
    publishAll();
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(ticks, super::close);
  }

  private void start() throws Exception {
    started = true;
    for (String key : keys(HELD_BACK)) {
      setCurrentKey(key);
      for (RowDelta delta : heldBack.get()) {
        take(delta);
      }
      heldBack.clear();
    }
  }

  private void take(RowDelta delta) throws IOException {
    MergedRow row = state.value();
    boolean isNew = row == null;
    row = isNew ? new MergedRow() : row;
    if (!RowMerge.isContribution(delta)) {
      add(row, delta, true);
    } else if (!RowMerge.isHeld(row, delta)) {
      contribute(row, delta, !isNew);
    }
  }

  /** What was published beside is on the topic already; it is news only where more is known. */
  private void contribute(MergedRow row, RowDelta delta, boolean isNews) throws IOException {
    if (!Contribution.isRemoval(delta)) {
      add(row, delta, isNews);
    } else if (!isOwnRemoval((String) getCurrentKey())) {
      state.clear();
    }
  }

  private boolean isOwnRemoval(String key) {
    Integer emitted = removals.remove(key);
    if (emitted != null && emitted > 1) {
      removals.put(key, emitted - 1);
    }
    return emitted != null;
  }

  private void add(MergedRow row, RowDelta delta, boolean isNews) throws IOException {
    merge.add(row, delta, now());
    state.update(row);
    if (isNews && merge.isAdmitted(row)) {
      queue(delta).add((String) getCurrentKey(), now());
    }
  }

  private DueRows queue(RowDelta delta) {
    if (RowMerge.isNeighbours(delta)) {
      return neighbours;
    }
    return RowMerge.isVector(delta) ? vectors : rows;
  }

  private void publishAll() throws IOException {
    publish(rows.all());
    publish(neighbours.all());
    publish(vectors.all());
  }

  private void tick() throws Exception {
    publish(rows.due(now(), Integer.MAX_VALUE));
    publish(neighbours.due(now(), config.neighbourRowsPerPublish()));
    publish(vectors.due(now(), config.neighbourRowsPerPublish()));
    if (sweep.isDone(now())) {
      sweep.begin(keys(STATE), now());
    }
    for (String key : sweep.next()) {
      sweep(key);
    }
  }

  private void publish(List<String> keys) throws IOException {
    for (String key : keys) {
      setCurrentKey(key);
      MergedRow row = state.value();
      if (row != null) {
        emit(merge.publish(RowKey.parse(key), row));
      }
    }
  }

  private void sweep(String key) throws IOException {
    setCurrentKey(key);
    MergedRow row = state.value();
    if (row == null) {
      return;
    }
    if (now() - row.updatedTime() > config.rowTtl().toMillis()) {
      state.clear();
      Topics.PARAMETERS.tombstone().ifPresent(tombstone -> emit(tombstone.removed(key)));
    } else if (merge.isAdmitted(row) && row.updatedTime() < sweep.begun()) {
      emit(merge.publish(RowKey.parse(key), row));
    }
  }

  private void emit(ParameterRow row) {
    if (row.getValues().isEmpty()) {
      removals.merge(RowKey.of(row).toString(), 1, Integer::sum);
    }
    output.collect(record.replace(row));
  }

  private List<String> keys(String name) {
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend().getKeys(name, VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
