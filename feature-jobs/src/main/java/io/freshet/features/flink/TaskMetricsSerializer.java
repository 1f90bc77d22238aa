package io.freshet.features.flink;

import io.freshet.features.TaskMetrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Of {@link TaskMetrics}. */
public final class TaskMetricsSerializer extends StateSerializer<TaskMetrics> {
  private static final long serialVersionUID = 1L;

  @Override
  TaskMetrics read(DataInput in) throws IOException {
    return TaskMetrics.read(in);
  }

  @Override
  void write(TaskMetrics state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public TaskMetrics createInstance() {
    return new TaskMetrics();
  }

  @Override
  public TaskMetrics copy(TaskMetrics state) {
    return state.copy();
  }

  @Override
  public TypeSerializerSnapshot<TaskMetrics> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TaskMetrics> {
    public Snapshot() {
      super(TaskMetricsSerializer::new);
    }
  }
}
