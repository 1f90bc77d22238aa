package io.freshet.ingestion.flink;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.NullUnmarked;

/**
 * An event and the message that it came from; exactly one of the six records is set. A Flink POJO,
 * hence the public fields.
 */
@NullUnmarked
public final class RawEvent {
  /** Kind and event id: what duplicates have in common. */
  public String key;

  /** A second one is left out without a word. */
  public boolean oncePer;

  public RawMessage source;
  public Interaction interaction;
  public Item item;
  public Text text;
  public Label label;
  public RecommendationRequest request;
  public InferenceRequest inference;

  public RawEvent() {}

  public static RawEvent of(Event event, boolean oncePer, RawMessage source) {
    RawEvent raw = new RawEvent();
    raw.key = event.kind().code() + '/' + event.id();
    raw.oncePer = oncePer;
    raw.source = source;
    event.as(Interaction.class).ifPresent(value -> raw.interaction = value);
    event.as(Item.class).ifPresent(value -> raw.item = value);
    event.as(Text.class).ifPresent(value -> raw.text = value);
    event.as(Label.class).ifPresent(value -> raw.label = value);
    event.as(RecommendationRequest.class).ifPresent(value -> raw.request = value);
    event.as(InferenceRequest.class).ifPresent(value -> raw.inference = value);
    return raw;
  }

  public static TypeInformation<RawEvent> type() {
    return Types.POJO(
        RawEvent.class,
        Map.of(
            "key", Types.STRING,
            "oncePer", Types.BOOLEAN,
            "source", RawMessage.type(),
            "interaction", new AvroTypeInfo<>(Interaction.class),
            "item", new AvroTypeInfo<>(Item.class),
            "text", new AvroTypeInfo<>(Text.class),
            "label", new AvroTypeInfo<>(Label.class),
            "request", new AvroTypeInfo<>(RecommendationRequest.class),
            "inference", new AvroTypeInfo<>(InferenceRequest.class)));
  }

  EventKind kind() {
    if (interaction != null) {
      return EventKind.INTERACTION;
    }
    if (item != null) {
      return EventKind.ITEM;
    }
    if (text != null) {
      return EventKind.TEXT;
    }
    if (label != null) {
      return EventKind.LABEL;
    }
    return request != null ? EventKind.REQUEST : EventKind.INFERENCE;
  }
}
