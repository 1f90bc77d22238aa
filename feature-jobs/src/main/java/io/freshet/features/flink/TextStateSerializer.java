package io.freshet.features.flink;

import io.freshet.features.TextState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Of {@link TextState}. */
public final class TextStateSerializer extends StateSerializer<TextState> {
  private static final long serialVersionUID = 1L;

  @Override
  TextState read(DataInput in) throws IOException {
    return TextState.read(in);
  }

  @Override
  void write(TextState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public TextState createInstance() {
    return new TextState();
  }

  @Override
  public TextState copy(TextState state) {
    return state.copy();
  }

  @Override
  public TypeSerializerSnapshot<TextState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TextState> {
    public Snapshot() {
      super(TextStateSerializer::new);
    }
  }
}
