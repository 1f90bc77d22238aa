package io.freshet.features.flink;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Recommendation;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.NullUnmarked;

/**
 * What comes to a user: an organic interaction or a served list. Exactly one is set. A Flink POJO,
 * hence the public fields.
 */
@NullUnmarked
public final class UserEvent {
  static final TypeInformation<UserEvent> TYPE =
      Types.POJO(
          UserEvent.class,
          Map.of(
              "interaction",
              new AvroTypeInfo<>(Interaction.class),
              "list",
              new AvroTypeInfo<>(Recommendation.class)));

  public Interaction interaction;
  public Recommendation list;

  public UserEvent() {}

  static UserEvent of(Interaction interaction) {
    UserEvent event = new UserEvent();
    event.interaction = interaction;
    return event;
  }

  static UserEvent of(Recommendation list) {
    UserEvent event = new UserEvent();
    event.list = list;
    return event;
  }

  String user() {
    return interaction != null ? interaction.getUser() : list.getUser();
  }
}
