package io.freshet.learner.flink;

import io.freshet.learner.MergedRow;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Merged rows in keyed state, in their own versioned form. */
public final class MergedRowSerializer extends TypeSerializerSingleton<MergedRow> {
  private static final long serialVersionUID = 1L;
  static final MergedRowSerializer INSTANCE = new MergedRowSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public MergedRow createInstance() {
    return new MergedRow();
  }

  @Override
  public MergedRow copy(MergedRow from) {
    return from.copy();
  }

  @Override
  public MergedRow copy(MergedRow from, MergedRow reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(MergedRow row, DataOutputView target) throws IOException {
    row.write(target);
  }

  @Override
  public MergedRow deserialize(DataInputView source) throws IOException {
    return MergedRow.read(source);
  }

  @Override
  public MergedRow deserialize(MergedRow reuse, DataInputView source) throws IOException {
    return MergedRow.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    MergedRow.read(source).write(target);
  }

  @Override
  public TypeSerializerSnapshot<MergedRow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MergedRow> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
