package io.freshet.features.flink;

import io.freshet.features.ItemState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Of {@link ItemState}. */
public final class ItemStateSerializer extends StateSerializer<ItemState> {
  private static final long serialVersionUID = 1L;

  @Override
  ItemState read(DataInput in) throws IOException {
    return ItemState.read(in);
  }

  @Override
  void write(ItemState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public ItemState createInstance() {
    return new ItemState();
  }

  @Override
  public ItemState copy(ItemState state) {
    return state.copy();
  }

  @Override
  public TypeSerializerSnapshot<ItemState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ItemState> {
    public Snapshot() {
      super(ItemStateSerializer::new);
    }
  }
}
