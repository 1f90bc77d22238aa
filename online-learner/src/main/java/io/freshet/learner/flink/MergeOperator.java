package io.freshet.learner.flink;

import io.freshet.learner.DueRows;
import io.freshet.learner.LearnerConfig;
import io.freshet.learner.MergedRow;
import io.freshet.learner.RowMerge;
import io.freshet.learner.Sweep;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import io.freshet.schemas.topic.Topics;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.NullUnmarked;

/**
 * The parameter server: adds deltas to the row of the current key and publishes changed rows,
 * coalesced: a row at most once per publish interval, a long row of neighbours once per its own,
 * and not more of them than a budget allows. Everything changed is published before a checkpoint
 * barrier, so what waits need not be state. A slow sweep publishes untouched rows again, so that
 * every consumer converges after a failure, and removes rows that have expired.
 */
@NullUnmarked
final class MergeOperator extends AbstractStreamOperator<ParameterRow>
    implements OneInputStreamOperator<RowDelta, ParameterRow>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final String STATE = "merged-row";

  private final ModelsConfig models;
  private final LearnerConfig config;

  private transient RowMerge merge;
  private transient ValueState<MergedRow> state;
  private transient DueRows rows;
  private transient DueRows neighbours;
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
  }

  @Override
  public void open() throws Exception {
    super.open();
    merge = new RowMerge(models, config.admissionCount());
    rows = new DueRows(0);
    neighbours = new DueRows(config.neighbourPublishInterval().toMillis());
    sweep = new Sweep(config.sweepInterval().toMillis(), config.publishInterval().toMillis());
    sweep.begin(keys(), now());
    record = new StreamRecord<>(null);
    ticks = new Ticks(getProcessingTimeService(), config.publishInterval().toMillis(), this::tick);
  }

  @Override
  public void processElement(StreamRecord<RowDelta> element) throws Exception {
    RowDelta delta = element.getValue();
    MergedRow row = state.value();
    row = row == null ? new MergedRow() : row;
    merge.add(row, delta, now());
    state.update(row);
    if (merge.isAdmitted(row)) {
      (RowMerge.isNeighbours(delta) ? neighbours : rows).add((String) getCurrentKey(), now());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    publishAll();
  }

  @Override
  public void endInput() throws Exception {
    publishAll();
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(ticks, super::close);
  }

  private void publishAll() throws IOException {
    publish(rows.all());
    publish(neighbours.all());
  }

  private void tick() throws Exception {
    publish(rows.due(now(), Integer.MAX_VALUE));
    publish(neighbours.due(now(), config.neighbourRowsPerPublish()));
    if (sweep.isDone(now())) {
      sweep.begin(keys(), now());
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
    output.collect(record.replace(row));
  }

  private List<String> keys() {
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
