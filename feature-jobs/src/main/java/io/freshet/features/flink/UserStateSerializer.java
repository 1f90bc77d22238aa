package io.freshet.features.flink;

import io.freshet.features.UserState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Of {@link UserState}. */
public final class UserStateSerializer extends StateSerializer<UserState> {
  private static final long serialVersionUID = 1L;

  @Override
  UserState read(DataInput in) throws IOException {
    return UserState.read(in);
  }

  @Override
  void write(UserState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public UserState createInstance() {
    return new UserState();
  }

  @Override
  public UserState copy(UserState state) {
    return state.copy();
  }

  @Override
  public TypeSerializerSnapshot<UserState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserState> {
    public Snapshot() {
      super(UserStateSerializer::new);
    }
  }
}
