package io.freshet.features.flink;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.NullUnmarked;

/** As much of an interaction as its item needs. A Flink POJO, hence the public fields. */
@NullUnmarked
public final class ItemTouch {
  static final TypeInformation<ItemTouch> TYPE =
      Types.POJO(
          ItemTouch.class,
          Map.of(
              "item",
              Types.STRING,
              "type",
              Types.ENUM(InteractionType.class),
              "eventTime",
              Types.LONG));

  public String item;
  public InteractionType type;
  public long eventTime;

  public ItemTouch() {}

  static ItemTouch of(Interaction interaction) {
    ItemTouch touch = new ItemTouch();
    touch.item = interaction.getItem();
    touch.type = interaction.getType();
    touch.eventTime = interaction.getEventTime();
    return touch;
  }
}
