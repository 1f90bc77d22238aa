package io.freshet.learner.flink;

import io.freshet.learner.Incarnation;
import io.freshet.learner.Learners;
import io.freshet.learner.RowChunks;
import io.freshet.schemas.record.LearnerPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * What a learn operator keeps in checkpoints: the view of all models, written by learner 0 and read
 * by all, and of each learner the epoch, the number of its last flush and its validations. Figures
 * of learners that no longer exist go to learner 0.
 */
final class LearnOperatorState {
  private final ListState<byte[]> view;
  private final ListState<byte[]> progress;

  LearnOperatorState(OperatorStateStore store) throws Exception {
    view = store.getUnionListState(descriptor("model-view"));
    progress = store.getUnionListState(descriptor("learner-progress"));
  }

  /** Fills new learners from the last checkpoint, if there is one, and begins a new life. */
  Incarnation restore(Learners learners, int subtask, int parallelism, long now) throws Exception {
    RowChunks chunks = new RowChunks();
    for (byte[] chunk : view.get()) {
      chunks.read(chunk, row -> learners.apply(row, List.of()));
    }
    List<LearnerPosition> positions = new ArrayList<>();
    for (byte[] bytes : progress.get()) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int learner = in.readInt();
      positions.add(new LearnerPosition(learner, in.readLong(), in.readLong()));
      if (learner == subtask || (subtask == 0 && learner >= parallelism)) {
        learners.mergeValidations(in);
      }
    }
    return Incarnation.after(positions, subtask, now);
  }

  void save(Learners learners, Incarnation incarnation, long sequence) throws Exception {
    view.clear();
    if (incarnation.learner() == 0) {
      RowChunks chunks = new RowChunks();
      learners.forEachRow(chunks::add);
      view.addAll(chunks.chunks());
    }
    progress.update(List.of(progressOf(learners, incarnation, sequence)));
  }

  private static byte[] progressOf(Learners learners, Incarnation incarnation, long sequence)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(incarnation.learner());
    out.writeLong(incarnation.epoch());
    out.writeLong(sequence);
    learners.writeValidations(out);
    return bytes.toByteArray();
  }

  private static ListStateDescriptor<byte[]> descriptor(String name) {
    return new ListStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }
}
