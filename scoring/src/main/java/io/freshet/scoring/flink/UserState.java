package io.freshet.scoring.flink;

import io.freshet.schemas.record.UserFeatures;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.NullUnmarked;

/** What a scorer remembers of a user. A Flink POJO, hence the public fields. */
@NullUnmarked
public final class UserState {
  static final TypeInformation<UserState> TYPE =
      Types.POJO(
          UserState.class,
          Map.of(
              "known",
              Types.MAP(Types.STRING, Types.LONG),
              "features",
              new AvroTypeInfo<>(UserFeatures.class)));

  /** Item → sequence number of the user's latest interaction with it. */
  public Map<String, Long> known = new HashMap<>();

  /** The latest features; null before the first ones. */
  public UserFeatures features;

  public UserState() {}

  long sequence() {
    return features == null ? 0 : features.getSequence();
  }
}
